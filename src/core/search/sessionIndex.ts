import { issuedKey, startedSession, type SessionEvents } from "../events/actor/chains.js";
import type { CloudTrailEvent } from "../events/event.js";
import { hashText } from "./hashText.js";
import type { RecordBlocks } from "./recordBlocks.js";

/**
 * Which events handed out which access key, began which session, and are copies of a call across accounts: two numbers
 * for each event that did or is, nothing for the others. The few events a hash may name besides are told apart by their
 * records.
 */
export class SessionIndex implements SessionEvents {
  readonly #keys = new Map<number, number | number[]>();
  readonly #sessions = new Map<number, number | number[]>();
  readonly #copies = new Map<number, number | number[]>();

  constructor(private readonly records: RecordBlocks) {}

  add(event: CloudTrailEvent, place: number): void {
    const key = issuedKey(event);
    if (key !== undefined) put(this.#keys, hashText(key), place);
    const session = startedSession(event);
    if (session !== undefined) put(this.#sessions, hashText(session), place);
    if (event.sharedId !== undefined) put(this.#copies, hashText(event.sharedId), place);
  }

  issuersOf(accessKeyId: string): readonly CloudTrailEvent[] {
    return this.#eventsAt(this.#keys, accessKeyId).filter((event) => issuedKey(event) === accessKeyId);
  }

  startsOf(sessionArn: string): readonly CloudTrailEvent[] {
    return this.#eventsAt(this.#sessions, sessionArn).filter((event) => startedSession(event) === sessionArn);
  }

  copiesOf(sharedId: string): readonly CloudTrailEvent[] {
    return this.#eventsAt(this.#copies, sharedId).filter((event) => event.sharedId === sharedId);
  }

  #eventsAt(index: ReadonlyMap<number, number | number[]>, text: string): readonly CloudTrailEvent[] {
    const found = index.get(hashText(text)) ?? [];
    return [...this.records.events(Uint32Array.from(typeof found === "number" ? [found] : found))];
  }
}

/** A session's name may be used for thousands of sessions; more of them say nothing more. */
const mostPlaces = 1_000;

function put(index: Map<number, number | number[]>, hash: number, place: number): void {
  const known = index.get(hash);
  if (known === undefined) index.set(hash, place);
  else if (typeof known === "number") index.set(hash, [known, place]);
  else if (known.length < mostPlaces) known.push(place);
}
