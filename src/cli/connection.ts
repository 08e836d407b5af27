import type { AwsServices } from "../aws/connect.js";
import type { Releasable } from "../core/base/disposables.js";
import { silentLog } from "../core/base/log.js";
import type { LookupStore } from "../core/search/lookup.js";
import { explain, type Explain } from "../core/events/explain.js";
import { EventHistory } from "../core/search/eventHistory.js";
import { processClock } from "./clock.js";
import type { CliIo } from "./io.js";
import { startSampleServer } from "./sampleServer.js";

/** Event history as this command reaches it. */
export interface Connection extends Releasable {
  readonly history: EventHistory;
}

/** AWS as a command reaches it. */
export interface ConnectedServices extends Releasable {
  readonly services: AwsServices;
}

/** Through the shared AWS files and the environment, or to a sample account started for this command alone. */
export async function connectServices(sample: boolean, io: CliIo): Promise<ConnectedServices> {
  const server = sample ? await startSampleServer(io) : undefined;
  try {
    const { connectAws } = await import("../aws/connect.js");
    const services: AwsServices = connectAws({
      configFiles: [],
      env: server?.env ?? io.env,
      home: io.home,
      clock: processClock,
      log: silentLog,
      prompts: {
        mfaCode: (profile, serial) => io.ask(`MFA code for ${profile.name} (${serial}): `),
        // Whoever runs a command in a shell of their own trusts the files it reads.
        isTrusted: () => true,
      },
      extraRegions: () => [],
    });
    return {
      services,
      dispose: () => {
        services.dispose();
        server?.dispose();
      },
    };
  } catch (error) {
    server?.dispose();
    throw error;
  }
}

/** Event history, reached the same way. */
export async function connect(
  sample: boolean,
  io: CliIo,
  understand: Explain = explain,
): Promise<Connection> {
  const connected = await connectServices(sample, io);
  const history = new EventHistory({
    pages: connected.services.lookup,
    scopes: connected.services.resolver,
    store: noStore,
    clock: processClock,
    explain: () => understand,
  });
  return { history, dispose: () => connected.dispose() };
}

/** A command leaves no audit data on disk, so each one asks for everything. */
const noStore: LookupStore = {
  covered: async () => [],
  read: async function* () {
    // nothing is ever covered
  },
  write: async () => undefined,
};
