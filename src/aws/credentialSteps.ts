import {
  fromHttp,
  fromInstanceMetadata,
  fromLoginCredentials,
  fromProcess,
  fromSSO,
  fromTemporaryCredentials,
  fromTokenFile,
} from "@aws-sdk/credential-providers";
import { parseKnownFiles } from "@smithy/shared-ini-file-loader";
import type { AwsCredentials } from "./clientConfig.js";
import { clientConfig } from "./clientConfig.js";
import type { HttpPool } from "./http.js";
import type { Env } from "./profiles/files.js";
import type { ProfileEntry } from "./profiles/profileEntry.js";
import { setting } from "./profiles/profileEntry.js";
import { globalRegion } from "./regions.js";

/**
 * The single steps of `fromIni`, each the SDK's own. `fromIni` itself is not used because it does not hand the
 * file paths on to its Identity Center step, so that such a profile in another than the default file is not found.
 */
export interface StepContext {
  readonly pool: HttpPool;
  readonly env: Env;
}

/** What the SDK's loaders need to find the profile; they must not serve an older text of the files. */
const place = ({ profile, files }: ProfileEntry) => ({
  profile: profile.name,
  configFilepath: files?.config ?? "",
  filepath: files?.credentials ?? files?.config ?? "",
  ignoreCache: true,
});

export const stsRegion = (entry: ProfileEntry): string =>
  entry.profile.region ?? globalRegion(entry.profile.region);

/** The access key in the files, read at the time of use so that it is nowhere else. */
export async function staticKeys(entry: ProfileEntry): Promise<AwsCredentials> {
  const found = (await parseKnownFiles(place(entry)))[entry.profile.name] ?? {};
  const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey } = found;
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new Error("no access key in the files");
  const sessionToken = found["aws_session_token"];
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

export const identityCenter = (entry: ProfileEntry, { pool }: StepContext): Promise<AwsCredentials> =>
  fromSSO({ ...place(entry), clientConfig: clientConfig(entry, "sso", pool) })();

export const process = (entry: ProfileEntry): Promise<AwsCredentials> => fromProcess(place(entry))();

export const login = (entry: ProfileEntry, { pool }: StepContext): Promise<AwsCredentials> =>
  fromLoginCredentials({ ...place(entry), clientConfig: { requestHandler: pool } })();

export function webIdentity(entry: ProfileEntry, { pool }: StepContext): Promise<AwsCredentials> {
  return fromTokenFile({
    webIdentityTokenFile: setting(entry, "web_identity_token_file") ?? "",
    roleArn: setting(entry, "role_arn") ?? "",
    roleSessionName: setting(entry, "role_session_name") ?? sessionName,
    clientConfig: { ...clientConfig(entry, "sts", pool), region: stsRegion(entry) },
  })();
}

/** What the role's session is called where nobody chose a name: CloudTrail shows it as the user. */
const sessionName = "cloudtrail-explorer";

export function assumeRole(
  entry: ProfileEntry,
  masterCredentials: AwsCredentials,
  mfaCode: (serial: string) => Promise<string>,
  { pool }: StepContext,
): Promise<AwsCredentials> {
  const serial = setting(entry, "mfa_serial");
  const externalId = setting(entry, "external_id");
  const duration = Number.parseInt(setting(entry, "duration_seconds") ?? "", 10);
  return fromTemporaryCredentials({
    masterCredentials,
    params: {
      RoleArn: setting(entry, "role_arn"),
      RoleSessionName: setting(entry, "role_session_name") ?? sessionName,
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
      ...(Number.isNaN(duration) ? {} : { DurationSeconds: duration }),
      ...(serial === undefined ? {} : { SerialNumber: serial }),
    },
    mfaCodeProvider: mfaCode,
    clientConfig: { ...clientConfig(entry, "sts", pool), region: stsRegion(entry) },
  })();
}

/** `credential_source` of a role. */
export async function fromSource(
  source: string,
  entry: ProfileEntry,
  context: StepContext,
): Promise<AwsCredentials> {
  if (source === "Environment") return environment(entry, context);
  if (source === "EcsContainer") return container(context);
  return fromInstanceMetadata({ timeout: 1000, maxRetries: 1 })();
}

/** The environment's own credentials: a key, a token file, or a container's address. */
export async function environment(entry: ProfileEntry, context: StepContext): Promise<AwsCredentials> {
  const { env, pool } = context;
  const value = (name: string): string | undefined => env[name]?.trim() || undefined;
  const accessKeyId = value("AWS_ACCESS_KEY_ID");
  const secretAccessKey = value("AWS_SECRET_ACCESS_KEY");
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    const sessionToken = value("AWS_SESSION_TOKEN");
    const expiration = new Date(value("AWS_CREDENTIAL_EXPIRATION") ?? Number.NaN);
    return {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken === undefined ? {} : { sessionToken }),
      ...(Number.isNaN(expiration.getTime()) ? {} : { expiration }),
    };
  }
  const tokenFile = value("AWS_WEB_IDENTITY_TOKEN_FILE");
  const roleArn = value("AWS_ROLE_ARN");
  if (tokenFile === undefined || roleArn === undefined) return container(context);
  return fromTokenFile({
    webIdentityTokenFile: tokenFile,
    roleArn,
    roleSessionName: value("AWS_ROLE_SESSION_NAME") ?? sessionName,
    clientConfig: { ...clientConfig(entry, "sts", pool), region: stsRegion(entry) },
  })();
}

const container = ({ env }: StepContext): Promise<AwsCredentials> => {
  const relative = env["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"];
  const full = env["AWS_CONTAINER_CREDENTIALS_FULL_URI"];
  const tokenFile = env["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"];
  return fromHttp({
    ...(relative === undefined ? {} : { awsContainerCredentialsRelativeUri: relative }),
    ...(full === undefined ? {} : { awsContainerCredentialsFullUri: full }),
    ...(tokenFile === undefined ? {} : { awsContainerAuthorizationTokenFile: tokenFile }),
  })();
};
