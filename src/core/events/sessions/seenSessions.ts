import { issuedKey, startedSession, type SessionEvents } from "../actor/chains.js";
import type { CloudTrailEvent } from "../event.js";

/** Calls that began a session are few; beyond these the oldest are forgotten. */
const mostKept = 100_000;

/**
 * The events, of those that went by one after another, that tell how a later one's credentials came about: calls that
 * handed out keys, and the copies of calls across accounts. All others are let go.
 */
export class SeenSessions implements SessionEvents {
  readonly #byKey = new Map<string, CloudTrailEvent[]>();
  readonly #bySession = new Map<string, CloudTrailEvent[]>();
  readonly #byCall = new Map<string, CloudTrailEvent[]>();

  add(event: CloudTrailEvent): void {
    put(this.#byKey, issuedKey(event), event);
    put(this.#bySession, startedSession(event), event);
    put(this.#byCall, event.sharedId, event);
  }

  issuersOf(accessKeyId: string): readonly CloudTrailEvent[] {
    return this.#byKey.get(accessKeyId) ?? [];
  }

  startsOf(sessionArn: string): readonly CloudTrailEvent[] {
    return this.#bySession.get(sessionArn) ?? [];
  }

  copiesOf(sharedId: string): readonly CloudTrailEvent[] {
    return this.#byCall.get(sharedId) ?? [];
  }
}

/** A session's name may be used for thousands of sessions; more of them say nothing more. */
const mostPerName = 1_000;

function put(events: Map<string, CloudTrailEvent[]>, name: string | undefined, event: CloudTrailEvent): void {
  if (name === undefined) return;
  const known = events.get(name);
  if (known) {
    if (known.length < mostPerName) known.push(event);
    return;
  }
  events.set(name, [event]);
  if (events.size <= mostKept) return;
  const [oldest] = events.keys();
  if (oldest !== undefined) events.delete(oldest);
}
