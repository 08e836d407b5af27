import { english } from "../base/translate.js";
import type { CloudTrailEvent } from "../events/event.js";
import type { Insight } from "../events/insight.js";
import { sentence } from "../events/sentence/sentence.js";
import { knownNames } from "./apiNames.js";
import { containsTest, type TextTest } from "./glob.js";
import type { Row } from "./row.js";

export type WordTest = (texts: EventTexts) => boolean;

/**
 * One free-text word or phrase against an event. It matches when it occurs anywhere in the record, the row or the
 * event's English sentence, whatever the case; `*` stands for any run inside one text. A single word also matches
 * a verb of the API name in another form: `stopped` and `stopping` find StopLogging, `deletes` finds DeleteBucket.
 */
export function wordTest(word: string): WordTest {
  const contains = containsTest(word);
  const escaped = JSON.stringify(word).slice(1, -1);
  const inJson: TextTest = escaped === word ? contains : either(contains, containsTest(escaped));
  const stem = /^[a-z]{3,}$/i.test(word) ? stemOf(word) : undefined;
  return (texts) =>
    contains(texts.row) ||
    (stem !== undefined && texts.nameStems.includes(stem)) ||
    contains(texts.sentence) ||
    inJson(texts.record);
}

const either =
  (one: TextTest, other: TextTest): TextTest =>
  (lower) =>
    one(lower) || other(lower);

/** What words are looked for in, cheapest first; each text is made when it is first needed. All lower case. */
export class EventTexts {
  #row: string | undefined;
  #stems: readonly string[] | undefined;
  #sentence: string | undefined;
  #record: string | undefined;

  constructor(
    private readonly event: CloudTrailEvent,
    private readonly insight: Insight,
    private readonly flat: Row,
  ) {}

  get row(): string {
    const { actor, actorNote, eventName, service, resource, via, from, region, accountId, errorCode } =
      this.flat;
    const names = [actor, actorNote, eventName, service, resource, via, from, region, accountId, errorCode];
    return (this.#row ??= [...names, this.flat.outcome, ...this.flat.marks].join("\n").toLowerCase());
  }

  get nameStems(): readonly string[] {
    return (this.#stems ??= splitApiName(this.event.name).map(stemOf));
  }

  /** Told as of its own moment, so that the words for its age are the same for every event. */
  get sentence(): string {
    const options = { t: english, nowMs: this.event.timeMs, locale: "en" };
    return (this.#sentence ??= sentence(this.event, this.insight, options).toLowerCase());
  }

  /** Values and names of the whole record as JSON, with the resources the archive listed beside it. */
  get record(): string {
    if (this.#record !== undefined) return this.#record;
    const listed = this.event.listed.map(({ name, arn }) => `${name}\n${arn ?? ""}`).join("\n");
    this.#record = `${JSON.stringify(this.event.raw)}\n${listed}`.toLowerCase();
    return this.#record;
  }
}

let knownStems: readonly { readonly name: string; readonly stems: readonly string[] }[] | undefined;

/** Known API names all of whose words are among these in some form, those with most words first. */
export function callsMeant(words: readonly string[]): readonly string[] {
  knownStems ??= [...new Set(knownNames.map(({ name }) => name))]
    .map((name) => ({ name, stems: splitApiName(name).map(stemOf) }))
    .filter(({ stems }) => stems.length > 1)
    .sort((a, b) => b.stems.length - a.stems.length);
  const given = new Set(words.map(stemOf));
  return knownStems.filter(({ stems }) => stems.every((stem) => given.has(stem))).map(({ name }) => name);
}

/** `StopLogging` -> `stop`, `logging`; `CreateDBInstance` -> `create`, `db`, `instance`. */
export const splitApiName = (name: string): readonly string[] =>
  (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((part) => part.toLowerCase());

/** Takes the ending of an English verb off, well enough to compare forms of one verb with each other. */
export function stemOf(word: string): string {
  const lower = word.toLowerCase();
  const bare = lower.replace(/(?:ies|ied)$/, "y").replace(/(?:ing|ed|es|(?<!s)s)$/, "");
  const stem = bare.length >= 3 ? bare : lower;
  // `stopp(ed)` -> `stop`, but `pass` stays; `delet(ed)` and `delete` meet without the last `e`.
  return stem.replace(/([b-df-hj-km-np-rtv-z])\1$/, "$1").replace(/e$/, "");
}
