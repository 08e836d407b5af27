import { abortError } from "../core/base/abort.js";
import type { Clock } from "../core/base/clock.js";
import type { Log } from "../core/base/log.js";
import type { Pacer } from "../core/base/pacer.js";
import type { Translate } from "../core/base/translate.js";
import type { Trouble } from "./awsError.js";
import { errorFacts, troubleOf } from "./awsError.js";
import type { CallContext } from "./callContext.js";
import { toFailure } from "./failures.js";

export interface AttemptOptions {
  readonly context: Omit<CallContext, "nowMs">;
  readonly clock: Clock;
  readonly log: Log;
  readonly t: Translate;
  readonly signal: AbortSignal;
  /** Every attempt waits for its turn here, so that retries keep the pace too. */
  readonly pacer?: Pacer;
  /** Called before the retry that follows expired credentials, to drop the cached ones. */
  readonly onExpired?: () => void;
}

/** How often a call is tried again after each kind of trouble, and how long it waits: `firstMs`, doubling. */
const retries: Partial<Record<Trouble, { readonly times: number; readonly firstMs: number }>> = {
  throttled: { times: 8, firstMs: 500 },
  cut: { times: 3, firstMs: 500 },
  server: { times: 3, firstMs: 500 },
  silent: { times: 1, firstMs: 500 },
  unreachable: { times: 1, firstMs: 500 },
  "bad-answer": { times: 1, firstMs: 500 },
  skewed: { times: 1, firstMs: 0 }, // the SDK has corrected its clock from the answer
  expired: { times: 1, firstMs: 0 },
};

/** Runs a call until it is answered, gives up, or is aborted; ends in the answer, an AbortError or a Failure. */
export async function attempt<T>(options: AttemptOptions, run: () => Promise<T>): Promise<T> {
  const { pacer, signal, clock } = options;
  const seen = new Map<Trouble, number>();
  for (;;) {
    await pacer?.turn(signal);
    try {
      const answer = await run();
      pacer?.answered();
      return answer;
    } catch (error) {
      const waitMs = waitAfter(error, seen, options);
      if (signal.aborted) throw abortError(signal);
      if (waitMs === undefined) {
        throw toFailure(error, { ...options.context, nowMs: clock.now() }, signal, options.t);
      }
      if (waitMs > 0) await clock.sleep(waitMs, signal);
    }
  }
}

/** Milliseconds until the next attempt; undefined when there is none. */
function waitAfter(error: unknown, seen: Map<Trouble, number>, options: AttemptOptions): number | undefined {
  const { pacer, onExpired, log, context } = options;
  const trouble = kindOf(error);
  const retry = retries[trouble];
  const times = seen.get(trouble) ?? 0;
  note(trouble, error, options);
  const isHopeless = trouble === "expired" && !onExpired; // the same credentials would expire again
  if (!retry || times >= retry.times || isHopeless) return undefined;
  seen.set(trouble, times + 1);
  log.debug(
    `${context.action} in ${context.region}: ${trouble}, trying again (${times + 1} of ${retry.times})`,
  );
  if (trouble === "expired") onExpired?.();
  return trouble === "throttled" && pacer ? 0 : retry.firstMs * 2 ** times;
}

/** A wrong clock can look like a denial; the SDK tells by comparing the answer's date. */
function kindOf(error: unknown): Trouble {
  const trouble = troubleOf(error);
  const mayBeSkew = trouble === "denied" || trouble === "wrong-secret";
  return mayBeSkew && errorFacts(error).skewCorrected ? "skewed" : trouble;
}

function note(trouble: Trouble, error: unknown, { pacer, log, clock }: AttemptOptions): void {
  if (trouble === "throttled") pacer?.throttled();
  if (trouble !== "skewed") return;
  const { serverMs } = errorFacts(error);
  const seconds =
    serverMs === undefined ? "an unknown number of" : Math.round((clock.now() - serverMs) / 1000);
  log.warn(`this computer's clock differs from AWS's by ${seconds} seconds`);
}
