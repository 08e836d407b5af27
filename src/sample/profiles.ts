import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { AccessKey, AccessKeys, Principal, SessionKey } from "./auth/principals.js";
import { mfaReaderRole, mfaSerial, portalRoleName, readerRole, webReaderRole } from "./auth/roles.js";
import { roleArn, userArn, userId } from "./data/identities.js";
import { homeRegion, prod, security, type SampleAccount } from "./data/organization.js";
import { assumeReadersPolicy, leastPolicy, trailBucketPolicy, type PolicyDocument } from "./policy.js";

/** The long-term and the expired keys of the profiles file. */
export interface ProfileKeys {
  readonly explorer: AccessKey;
  readonly logReader: AccessKey;
  readonly expired: SessionKey;
}

export interface WrittenProfiles {
  readonly configFile: string;
  readonly credentialsFile: string;
  /** Names of the profiles written. */
  readonly profiles: readonly string[];
}

function user(account: SampleAccount, name: string, policies: readonly PolicyDocument[]): Principal {
  return { account, arn: userArn(account, name), userId: userId(account, name), policies };
}

/** Makes the users the profiles sign as. The key ids end as AWS's own examples do, so that scanners know them. */
export function addPrincipals(keys: AccessKeys, nowMs: number): ProfileKeys {
  const explorer = user(prod, "cloudtrail-explorer", [leastPolicy, assumeReadersPolicy]);
  return {
    explorer: keys.addUser("AKIAACMEPRODXEXAMPLE", explorer),
    logReader: keys.addUser(
      "AKIAACMELOGSXEXAMPLE",
      user(security, "log-reader", [leastPolicy, trailBucketPolicy]),
    ),
    expired: keys.addSession("ASIAACMEPASTXEXAMPLE", explorer, nowMs - 3_600_000),
  };
}

/** Writes `config` and `credentials`, readable for their owner alone. */
export async function writeProfiles(
  directory: string,
  endpoint: string,
  keys: ProfileKeys,
  extra: boolean,
): Promise<WrittenProfiles> {
  await mkdir(directory, { recursive: true });
  const configFile = join(directory, "config");
  const credentialsFile = join(directory, "credentials");
  const tokenFile = join(directory, "web-identity-token");
  const sections = [
    ...shownSections(endpoint),
    ...(extra ? extraSections(endpoint, directory, tokenFile) : []),
  ];
  await writePrivate(configFile, sections.map(toText).join("\n"));
  await writePrivate(credentialsFile, credentialSections(keys, extra).map(toText).join("\n"));
  if (extra) {
    await writePrivate(tokenFile, "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzYW1wbGUifQ.c2FtcGxl");
    await writePrivate(join(directory, "process.json"), processOutput(keys.explorer));
  }
  const profiles = sections.flatMap(({ name }) =>
    name.startsWith("profile ") ? [name.slice("profile ".length)] : [],
  );
  return { configFile, credentialsFile, profiles };
}

async function writePrivate(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600 });
  await chmod(file, 0o600); // the mode above only counts for a new file
}

interface Section {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
}

const toText = ({ name, settings }: Section): string =>
  `[${name}]\n${Object.entries(settings)
    .map(([key, value]) => `${key} = ${value}\n`)
    .join("")}`;

/** What people see: one account with keys, and the other through a role. */
function shownSections(endpoint: string): readonly Section[] {
  const common = { region: homeRegion, endpoint_url: endpoint };
  return [
    { name: "profile acme-prod", settings: common },
    {
      name: "profile acme-security",
      settings: { ...common, role_arn: roleArn(readerRole), source_profile: "acme-prod" },
    },
  ];
}

/** One profile for each further way to credentials. */
function extraSections(endpoint: string, directory: string, tokenFile: string): readonly Section[] {
  const common = { region: homeRegion, endpoint_url: endpoint };
  return [
    {
      name: "profile acme-sso",
      settings: { ...common, sso_session: "acme", sso_account_id: prod.id, sso_role_name: portalRoleName },
    },
    {
      name: "sso-session acme",
      settings: {
        sso_start_url: `${endpoint}/start`,
        sso_region: homeRegion,
        sso_registration_scopes: "sso:account:access",
      },
    },
    {
      name: "profile acme-mfa",
      settings: {
        ...common,
        role_arn: roleArn(mfaReaderRole),
        source_profile: "acme-prod",
        mfa_serial: mfaSerial,
      },
    },
    {
      name: "profile acme-web",
      settings: { ...common, role_arn: roleArn(webReaderRole), web_identity_token_file: tokenFile },
    },
    {
      name: "profile acme-process",
      settings: { ...common, credential_process: printCommand(join(directory, "process.json")) },
    },
    { name: "profile acme-expired", settings: common },
    { name: "profile acme-logs", settings: common },
  ];
}

const printCommand = (file: string): string =>
  process.platform === "win32" ? `cmd /c type "${file}"` : `cat "${file}"`;

const processOutput = ({ id, secret }: AccessKey): string =>
  JSON.stringify({ Version: 1, AccessKeyId: id, SecretAccessKey: secret });

function credentialSections(
  { explorer, logReader, expired }: ProfileKeys,
  extra: boolean,
): readonly Section[] {
  const section = (name: string, { id, secret, sessionToken }: AccessKey): Section => ({
    name,
    settings: {
      aws_access_key_id: id,
      aws_secret_access_key: secret,
      ...(sessionToken === undefined ? {} : { aws_session_token: sessionToken }),
    },
  });
  const shown = [section("acme-prod", explorer)];
  return extra ? [...shown, section("acme-expired", expired), section("acme-logs", logReader)] : shown;
}
