import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { AwsOptions, AwsServices } from "../../src/aws/connect.js";
import { connectAws } from "../../src/aws/connect.js";
import type { CredentialPrompts } from "../../src/core/accounts/ports.js";
import { silentLog } from "../../src/core/base/log.js";
import type { SampleOptions, SampleServer } from "../../src/sample/server.js";
import { startSample } from "../../src/sample/server.js";
import { FakeClock } from "../core/base/fakeClock.js";

export const never = new AbortController().signal;

export const prod = "111122223333";

export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "cloudtrail-explorer-aws-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** A sample account of its own, small and without a limit on requests. */
export async function sample(options: Partial<SampleOptions> = {}): Promise<SampleServer> {
  const server = await startSample({
    directory: await temporaryDirectory(),
    eventsScale: 0.05,
    extraProfiles: true,
    throttle: { lookupPerSecond: Infinity, otherPerSecond: Infinity },
    ...options,
  });
  onTestFinished(() => server.close());
  return server;
}

export const noPrompts: CredentialPrompts = { mfaCode: async () => undefined, isTrusted: () => true };

/** Connected to the sample's files alone, with a clock that never waits. */
export async function connected(
  { configFile, credentialsFile }: { readonly configFile: string; readonly credentialsFile: string },
  options: Partial<AwsOptions> = {},
): Promise<AwsServices> {
  const home = await temporaryDirectory();
  const services = connectAws({
    configFiles: [],
    env: { AWS_CONFIG_FILE: configFile, AWS_SHARED_CREDENTIALS_FILE: credentialsFile },
    home,
    clock: new FakeClock(Date.now()),
    log: silentLog,
    prompts: noPrompts,
    extraRegions: () => [],
    ...options,
  });
  onTestFinished(() => services.dispose());
  return services;
}
