import { issuedKey, startedSession } from "../events/actor/chains.js";
import type { CloudTrailEvent } from "../events/event.js";
import { hashText } from "./hashText.js";

/**
 * Which events handed out which access key and began which session: two numbers for each event that did, nothing
 * for the others. The few events a hash may name besides are told apart by their records.
 */
export class SessionIndex {
  readonly #keys = new Map<number, number | number[]>();
  readonly #sessions = new Map<number, number | number[]>();

  add(event: CloudTrailEvent, place: number): void {
    const key = issuedKey(event);
    if (key !== undefined) put(this.#keys, hashText(key), place);
    const session = startedSession(event);
    if (session !== undefined) put(this.#sessions, hashText(session), place);
  }

  /** Places of events that may have handed out this key. */
  issuers(accessKeyId: string): readonly number[] {
    return places(this.#keys, accessKeyId);
  }

  /** Places of events that may have begun a session with this ARN, oldest arrival first. */
  starts(sessionArn: string): readonly number[] {
    return places(this.#sessions, sessionArn);
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

function places(index: ReadonlyMap<number, number | number[]>, text: string): readonly number[] {
  const found = index.get(hashText(text)) ?? [];
  return typeof found === "number" ? [found] : found;
}
