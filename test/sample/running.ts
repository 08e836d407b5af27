import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { AccountClient } from "@aws-sdk/client-account";
import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import {
  CloudTrailClient,
  LookupEventsCommand,
  type Event,
  type LookupEventsCommandInput,
} from "@aws-sdk/client-cloudtrail";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, onTestFinished } from "vitest";

import { startSample, type SampleOptions, type SampleServer } from "../../src/sample/server.js";

export const prodId = "111122223333";
export const securityId = "444455556666";

/** A Thursday at noon: every story that is relative to the first day has happened. */
export const nowMs = Date.parse("2026-06-18T12:00:00Z");

/** No limit on requests, for tests that are about something else. */
export const unlimited = { lookupPerSecond: Infinity, otherPerSecond: Infinity };

async function start(
  options: Partial<SampleOptions>,
): Promise<{ server: SampleServer; end: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), "sample-"));
  const server = await startSample({
    nowMs,
    extraProfiles: true,
    throttle: unlimited,
    ...options,
    directory,
  });
  const end = async (): Promise<void> => {
    await server.close();
    await rm(directory, { recursive: true, force: true });
  };
  return { server, end };
}

/** Starts a sample account that ends with the test, for tests that change it. */
export async function runningSample(options: Partial<SampleOptions> = {}): Promise<SampleServer> {
  const { server, end } = await start(options);
  onTestFinished(end);
  return server;
}

/** One sample account for all tests of a file that only read it. */
export function sharedSample(options: Partial<SampleOptions> = {}): () => SampleServer {
  let running: Awaited<ReturnType<typeof start>> | undefined;
  beforeAll(async () => {
    running = await start(options);
  });
  afterAll(() => running?.end());
  return () => {
    if (!running) throw new Error("the shared sample is there inside tests only");
    return running.server;
  };
}

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The keys the credentials file has for a profile. */
export async function keysOf(server: SampleServer, profile: string): Promise<Keys> {
  const text = await readFile(server.credentialsFile, "utf8");
  const section = text.split(/^\[/m).find((part) => part.startsWith(`${profile}]`)) ?? "";
  const value = (name: string): string | undefined => new RegExp(`^${name} = (.+)$`, "m").exec(section)?.[1];
  const sessionToken = value("aws_session_token");
  return {
    accessKeyId: value("aws_access_key_id") ?? "",
    secretAccessKey: value("aws_secret_access_key") ?? "",
    ...(sessionToken === undefined ? {} : { sessionToken }),
  };
}

export interface Clients {
  readonly cloudtrail: CloudTrailClient;
  readonly sts: STSClient;
  readonly account: AccountClient;
  readonly cloudFormation: CloudFormationClient;
  readonly organizations: OrganizationsClient;
  readonly s3: S3Client;
}

/** Real SDK clients that ask once and never retry. */
export function clientsWith(server: SampleServer, credentials: Keys, region = "eu-west-1"): Clients {
  const config = { endpoint: server.endpoint, region, credentials, maxAttempts: 1 };
  return {
    cloudtrail: new CloudTrailClient(config),
    sts: new STSClient(config),
    account: new AccountClient(config),
    cloudFormation: new CloudFormationClient(config),
    organizations: new OrganizationsClient(config),
    s3: new S3Client(config),
  };
}

export const clientsOf = async (
  server: SampleServer,
  profile = "acme-prod",
  region = "eu-west-1",
): Promise<Clients> => clientsWith(server, await keysOf(server, profile), region);

/** Walks all pages of a look-up. */
export async function lookup(
  client: CloudTrailClient,
  input: LookupEventsCommandInput = {},
): Promise<readonly Event[]> {
  const events: Event[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new LookupEventsCommand({ ...input, ...(token === undefined ? {} : { NextToken: token }) }),
    );
    events.push(...(page.Events ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return events;
}

export const byName = (AttributeValue: string): LookupEventsCommandInput => ({
  LookupAttributes: [{ AttributeKey: "EventName", AttributeValue }],
});

/** The record of a look-up's row. */
export const recordOf = (event: Event | undefined): Record<string, unknown> =>
  JSON.parse(event?.CloudTrailEvent ?? "{}") as Record<string, unknown>;

/** Name and message of what a promise was rejected with. */
export const rejection = (promise: Promise<unknown>): Promise<{ name: string; message: string }> =>
  promise.then(
    () => ({ name: "nothing", message: "it was not rejected" }),
    (error: unknown) =>
      error instanceof Error
        ? { name: error.name, message: error.message }
        : { name: "?", message: String(error) },
  );
