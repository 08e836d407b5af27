import type { CloudTrailEvent } from "../../core/events/event.js";
import type { Translate } from "../../core/base/translate.js";

/** How much is kept of records whose tab may be opened again. */
export interface RecordLimits {
  readonly records: number;
  readonly characters: number;
}

const defaultLimits: RecordLimits = { records: 200, characters: 20_000_000 };

/**
 * Text of the raw records that were opened, so that their tabs stay readable after the search panel closed.
 * Only what somebody opened is kept, only in memory, and the oldest goes first.
 */
export class RawRecords {
  readonly #texts = new Map<string, string>();
  #characters = 0;

  constructor(
    private readonly t: Translate,
    private readonly limits: RecordLimits = defaultLimits,
  ) {}

  keep(event: CloudTrailEvent): void {
    this.keepText(event.id, recordText(event));
  }

  keepText(id: string, text: string): void {
    this.#forget(id);
    this.#texts.set(id, text);
    this.#characters += text.length;
    for (const oldest of this.#texts.keys()) {
      const isNewest = oldest === id;
      if (isNewest || !this.#isFull()) return;
      this.#forget(oldest);
    }
  }

  /** The record as JSON text; for one that is gone, a sentence that says so (as a JSON string, since the tab is JSON). */
  text(id: string): string {
    return this.#texts.get(id) ?? JSON.stringify(this.#gone(id), undefined, 2);
  }

  #gone(id: string): string {
    return this.t(
      'The event {0} is no longer in memory. Search for "id:{0}" in CloudTrail Explorer and open its raw record again.',
      id,
    );
  }

  #isFull(): boolean {
    return this.#texts.size > this.limits.records || this.#characters > this.limits.characters;
  }

  #forget(id: string): void {
    this.#characters -= this.#texts.get(id)?.length ?? 0;
    this.#texts.delete(id);
  }
}

/** The record with its keys in the order they were delivered. */
export const recordText = (event: CloudTrailEvent): string => `${JSON.stringify(event.raw, undefined, 2)}\n`;

/** `PutBucketPolicy-<id>.json`; whatever cannot stand in a file name on every system becomes `_`. */
export const recordFileName = (event: CloudTrailEvent): string =>
  `${fileSafe(event.name)}-${fileSafe(event.id)}.json`;

const fileSafe = (text: string): string => text.slice(0, 80).replace(/[^\w.-]/g, "_") || "_";
