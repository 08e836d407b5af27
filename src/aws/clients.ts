import { AccountClient } from "@aws-sdk/client-account";
import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { STSClient } from "@aws-sdk/client-sts";
import type { AwsCredentials } from "./clientConfig.js";
import { clientConfig } from "./clientConfig.js";
import type { HttpPool } from "./http.js";
import type { ProfileEntry } from "./profiles/profileEntry.js";

interface Kept<C> {
  readonly credentials: AwsCredentials;
  readonly fingerprint: string;
  readonly client: C;
}

/**
 * One client per profile, Region and service, made on first use. Renewed credentials or a changed profile make a
 * new one; sockets are the pool's, so nothing is lost with the old one. Clients never retry: a retry, too, has to
 * wait for its turn (see `attempts.ts`).
 */
export class Clients {
  readonly #cloudTrail = new Map<string, Kept<CloudTrailClient>>();
  readonly #sts = new Map<string, Kept<STSClient>>();
  readonly #cloudFormation = new Map<string, Kept<CloudFormationClient>>();
  readonly #account = new Map<string, Kept<AccountClient>>();

  constructor(private readonly pool: HttpPool) {}

  cloudTrail(entry: ProfileEntry, credentials: AwsCredentials, region: string): CloudTrailClient {
    const make = () => new CloudTrailClient({ ...this.#config(entry, "cloudtrail", region), credentials });
    return kept(this.#cloudTrail, entry, credentials, region, make);
  }

  sts(entry: ProfileEntry, credentials: AwsCredentials, region: string): STSClient {
    const make = () => new STSClient({ ...this.#config(entry, "sts", region), credentials });
    return kept(this.#sts, entry, credentials, region, make);
  }

  account(entry: ProfileEntry, credentials: AwsCredentials, region: string): AccountClient {
    const make = () => new AccountClient({ ...this.#config(entry, "account", region), credentials });
    return kept(this.#account, entry, credentials, region, make);
  }

  cloudFormation(entry: ProfileEntry, credentials: AwsCredentials, region: string): CloudFormationClient {
    const make = () =>
      new CloudFormationClient({ ...this.#config(entry, "cloudformation", region), credentials });
    return kept(this.#cloudFormation, entry, credentials, region, make);
  }

  #config(entry: ProfileEntry, service: "cloudtrail" | "cloudformation" | "sts" | "account", region: string) {
    return { ...clientConfig(entry, service, this.pool), region, maxAttempts: 1 };
  }
}

function kept<C>(
  map: Map<string, Kept<C>>,
  { profile, fingerprint }: ProfileEntry,
  credentials: AwsCredentials,
  region: string,
  make: () => C,
): C {
  const key = `${region} ${profile.key}`;
  const known = map.get(key);
  if (known?.credentials === credentials && known.fingerprint === fingerprint) return known.client;
  const client = make();
  map.set(key, { credentials, fingerprint, client });
  return client;
}
