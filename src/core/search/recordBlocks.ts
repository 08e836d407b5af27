import { deflateRawSync, inflateRawSync } from "node:zlib";
import { isObject, type JsonObject } from "../base/json.js";
import type { CloudTrailEvent } from "../events/event.js";

const eventsPerBlock = 64;
/** Inflated blocks kept at hand, about 100 kB each. */
const cachedBlocks = 12;

/** Parts of an event that are as a rule the very objects inside `raw`, and then are stored once. */
const sharedParts = ["userIdentity", "requestParameters", "responseElements"] as const;
type SharedPart = (typeof sharedParts)[number];

/** An event as JSON: `own` holds the shared parts that are not found in `raw` under their name. */
interface StoredEvent extends Omit<CloudTrailEvent, SharedPart> {
  readonly own?: Partial<Record<SharedPart, JsonObject | null>>;
}

interface Block {
  readonly bytes: Uint8Array;
  /** Where each event's text ends, in UTF-8 bytes. */
  readonly ends: Uint32Array;
}

/**
 * Whole events in order of arrival, deflated together in blocks because neighbours are alike
 * (about a tenth of their JSON text), inflated when one is looked at.
 */
export class RecordBlocks {
  readonly #blocks: Block[] = [];
  readonly #inflated = new Map<number, Buffer>();
  #open: CloudTrailEvent[] = [];

  /** The event's place is the number of events added before it. */
  add(event: CloudTrailEvent): void {
    this.#open.push(event);
    if (this.#open.length < eventsPerBlock) return;
    this.#blocks.push(pack(this.#open));
    this.#open = [];
  }

  event(place: number): CloudTrailEvent | undefined {
    const index = Math.floor(place / eventsPerBlock);
    const inBlock = place % eventsPerBlock;
    const block = this.#blocks[index];
    if (!block) return this.#open[place - this.#blocks.length * eventsPerBlock];
    const text = this.#inflate(index, block).toString(
      "utf8",
      block.ends[inBlock - 1] ?? 0,
      block.ends[inBlock],
    );
    return fromStored(JSON.parse(text) as StoredEvent);
  }

  /** The events at these places in this order; each block among them is inflated once, all at a time in memory. */
  *events(places: Uint32Array): Generator<CloudTrailEvent, void, undefined> {
    const byBlock = Array.from(places, (place, at) => ({ place, at })).sort((a, b) => a.place - b.place);
    const found = new Array<CloudTrailEvent | undefined>(places.length);
    for (const { place, at } of byBlock) found[at] = this.event(place);
    for (const event of found) if (event) yield event;
  }

  #inflate(index: number, block: Block): Buffer {
    const known = this.#inflated.get(index);
    this.#inflated.delete(index);
    const bytes = known ?? inflateRawSync(block.bytes);
    this.#inflated.set(index, bytes);
    for (const oldest of this.#inflated.keys()) {
      if (this.#inflated.size <= cachedBlocks) break;
      this.#inflated.delete(oldest);
    }
    return bytes;
  }
}

function pack(events: readonly CloudTrailEvent[]): Block {
  const texts = events.map((event) => Buffer.from(JSON.stringify(toStored(event))));
  const ends = new Uint32Array(texts.length);
  let end = 0;
  texts.forEach((text, index) => {
    end += text.length;
    ends[index] = end;
  });
  const deflated = deflateRawSync(Buffer.concat(texts), { level: 4 });
  // zlib hands out a slice of a larger allocation; a copy keeps only what is used.
  return { bytes: Uint8Array.from(deflated), ends };
}

function toStored(event: CloudTrailEvent): StoredEvent {
  const { userIdentity, requestParameters, responseElements, ...rest } = event;
  const parts = { userIdentity, requestParameters, responseElements };
  const own: Partial<Record<SharedPart, JsonObject | null>> = {};
  for (const name of sharedParts) {
    const inRaw = event.raw[name];
    const shared = parts[name] === (isObject(inRaw) ? inRaw : undefined);
    if (!shared) own[name] = parts[name] ?? null;
  }
  return Object.keys(own).length > 0 ? { ...rest, own } : rest;
}

function fromStored(stored: StoredEvent): CloudTrailEvent {
  const { own } = stored;
  const part = (name: SharedPart): JsonObject | undefined => {
    if (own && Object.hasOwn(own, name)) return own[name] ?? undefined;
    const inRaw = stored.raw[name];
    return isObject(inRaw) ? inRaw : undefined;
  };
  return {
    id: stored.id,
    timeMs: stored.timeMs,
    name: stored.name,
    source: stored.source,
    region: stored.region,
    accountId: stored.accountId,
    eventType: stored.eventType,
    readOnly: stored.readOnly,
    errorCode: stored.errorCode,
    errorMessage: stored.errorMessage,
    sourceAddress: stored.sourceAddress,
    userAgent: stored.userAgent,
    accessKeyId: stored.accessKeyId,
    fromConsole: stored.fromConsole,
    sharedId: stored.sharedId,
    userIdentity: part("userIdentity"),
    requestParameters: part("requestParameters"),
    responseElements: part("responseElements"),
    listed: stored.listed,
    raw: stored.raw,
  };
}
