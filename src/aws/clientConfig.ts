import { version } from "../../package.json";
import type { HttpPool } from "./http.js";
import type { ProfileEntry, ServiceName } from "./profiles/profileEntry.js";
import { endpointFor } from "./profiles/profileEntry.js";

/** Temporary or lasting credentials, as the SDK's providers return them. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
  readonly accountId?: string;
}

/**
 * What every client of a profile has in common, those that the SDK's credential providers make included.
 * Without an endpoint of ours the SDK would look for one in the environment and in the default config file,
 * which may belong to another profile; it is told not to.
 */
export function clientConfig(entry: ProfileEntry, service: ServiceName, pool: HttpPool) {
  const endpoint = endpointFor(entry, service);
  const custom = endpoint !== undefined;
  return {
    requestHandler: pool,
    customUserAgent: `cloudtrail-explorer/${version}`,
    // the endpoint rules refuse both together with an endpoint of one's own
    useFipsEndpoint: entry.fips && !custom,
    useDualstackEndpoint: entry.dualStack && !custom,
    ignoreConfiguredEndpointUrls: true,
    ...(custom ? { endpoint } : {}),
  };
}
