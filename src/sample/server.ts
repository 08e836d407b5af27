import type { JsonObject } from "../core/base/json.js";
import { AccessKeys } from "./auth/principals.js";
import { dayMs, historyDays, type PlantOptions } from "./data/history.js";
import { createWorld, type World } from "./data/world.js";
import { Faults } from "./faults.js";
import type { Handler } from "./handle.js";
import { listen } from "./listener.js";
import { addPrincipals, writeProfiles, type WrittenProfiles } from "./profiles.js";
import { RequestLog } from "./requestLog.js";
import { SignIn } from "./services/signIn.js";
import { awsLimits, Throttle, type ThrottleLimits } from "./throttle.js";

export interface SampleOptions {
  /** Where the profiles files `config` and `credentials` are written; made when missing. */
  readonly directory: string;
  /** 0 or nothing: any free port. */
  readonly port?: number;
  readonly seed?: number;
  /** What time it is in the account when it starts; time goes on from there. Epoch milliseconds. */
  readonly nowMs?: number;
  /** The account's clock, instead of `nowMs`. */
  readonly clock?: { now(): number };
  /** Multiplies the everyday events, above 0: 1 makes about 20,000 events in 90 days, 6 about 100,000. */
  readonly eventsScale?: number;
  readonly throttle?: Partial<ThrottleLimits>;
  /** Writes the profiles for tests, too: acme-sso, acme-mfa, acme-expired, acme-logs, acme-web. */
  readonly extraProfiles?: boolean;
  /** Writes all days right after the start, a day at a time, instead of when they are first asked for. */
  readonly prepare?: boolean;
}

/** A running sample account. */
export interface SampleServer extends WrittenProfiles {
  /** `http://127.0.0.1:PORT` for every service. */
  readonly endpoint: string;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** Approves device codes, as the person at the browser would. */
  readonly signIn: Pick<SignIn, "approve" | "approveAll">;
  /** Changes the limits, in requests a second; Infinity lifts one. */
  setThrottle(limits: Partial<ThrottleLimits>): void;
  /** Ends every temporary session handed out so far. */
  expireSessions(): void;
  /** Replaces all events of one account and Region; they need eventTime and eventID, and are visible at once. */
  setEvents(accountId: string, region: string, records: readonly JsonObject[], options?: PlantOptions): void;
  /** Brings the generated events back. */
  resetEvents(accountId: string, region: string): void;
  close(): Promise<void>;
}

/** Starts the sample account on loopback and writes the profiles that lead to it. */
export async function startSample(options: SampleOptions): Promise<SampleServer> {
  const now = toNow(options);
  const seed = options.seed ?? 1;
  const keys = new AccessKeys(seed);
  const credentials = addPrincipals(keys, Date.now());
  const parts = {
    faults: new Faults(),
    throttle: new Throttle({ ...awsLimits, ...options.throttle }),
    log: new RequestLog(),
    now,
    signingNow: Date.now,
  };
  const world = createWorld({ seed, startMs: now(), eventsScale: options.eventsScale ?? 1 });
  const sample = { world, keys, signIn: new SignIn() };
  const listener = await listen(options.port ?? 0, (endpoint) => ({
    ...parts,
    sample: { ...sample, endpoint },
  }));
  const extra = options.extraProfiles === true;
  const written = await writeProfiles(options.directory, listener.endpoint, credentials, extra);
  const stopPreparing = options.prepare === true ? prepare(world) : () => undefined;
  const close = (): Promise<void> => {
    stopPreparing();
    return listener.close();
  };
  return { endpoint: listener.endpoint, ...written, ...controls(parts, sample), close };
}

/** What a test in the same process can do to the account. */
function controls(
  { faults, throttle, log }: Pick<Handler, "faults" | "throttle" | "log">,
  { world: { history }, keys, signIn }: Pick<Handler["sample"], "world" | "keys" | "signIn">,
): Omit<SampleServer, keyof WrittenProfiles | "endpoint" | "close"> {
  return {
    faults,
    requests: log,
    signIn,
    setThrottle: (limits) => {
      throttle.limits = { ...throttle.limits, ...limits };
    },
    expireSessions: () => keys.expireSessions(),
    setEvents: (accountId, region, records, plantOptions) =>
      history.plant(accountId, region, records, plantOptions),
    resetEvents: (accountId, region) => history.unplant(accountId, region),
  };
}

function toNow({ clock, nowMs }: SampleOptions): () => number {
  if (clock) return () => clock.now();
  if (nowMs === undefined) return Date.now;
  const startedMs = performance.now();
  return () => Math.floor(nowMs + performance.now() - startedMs);
}

/** Newest days first, since they are asked for first; each takes some milliseconds. Returns what ends it. */
function prepare({ history, anchorMs }: World): () => void {
  const today = Math.floor(anchorMs / dayMs);
  let day = today;
  let next = setImmediate(step);
  function step(): void {
    history.prepare(day);
    day -= 1;
    if (day >= today - historyDays) next = setImmediate(step);
  }
  return () => clearImmediate(next);
}
