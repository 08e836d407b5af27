import { explain } from "../../../../src/core/events/explain.js";
import type { Insight, Resource } from "../../../../src/core/events/insight.js";
import { parseArn } from "../../../../src/core/events/naming/arn.js";
import { readRecord } from "../../../../src/core/events/reader/record.js";
import type { Label, Labelled } from "./files.js";

/** How many of those asked were as hoped for, and what was not, for people to read. */
export interface Share {
  readonly of: number;
  readonly hits: number;
  readonly misses: readonly string[];
}

export interface Scores {
  readonly hasResource: Share;
  readonly resourceRight: Share;
  /** Hits are the wrong ones here. */
  readonly resourceWrongHigh: Share;
  readonly actorRight: Share;
  readonly viaRight: Share;
}

/** What the model says of every labelled record, held against what a person said. */
export function scoresOf(all: readonly Labelled[]): Scores {
  const told = all.map((labelled) => ({ ...labelled, insight: insightOf(labelled) }));
  const writes = told.filter(isWriteManagement);
  const named = writes.filter(({ label }) => label.subjects.length > 0);
  return {
    hasResource: share(named, ({ insight }) => (insight?.resources.length ?? 0) > 0, resourceText),
    resourceRight: share(writes, isResourceRight, resourceText),
    resourceWrongHigh: share(writes, isWrongHigh, resourceText, true),
    actorRight: share(told, isActorRight, actorText),
    viaRight: share(told, ({ label, insight }) => label.via.includes(insight?.via.tool ?? ""), viaText),
  };
}

interface Told extends Labelled {
  readonly insight: Insight | undefined;
}

/** Some records were cut down before they were published; a time of their own is not what is asked for here. */
function insightOf({ record }: Labelled): Insight | undefined {
  const read = readRecord({ eventTime: "2026-11-20T12:00:00Z", ...record }, 0);
  return "event" in read ? explain(read.event) : undefined;
}

/** Old records lack eventCategory, and readOnly where the label's class has to tell. */
function isWriteManagement({ record, label }: Labelled): boolean {
  const category = record["eventCategory"];
  if (category !== undefined && category !== "Management") return false;
  const readOnly = record["readOnly"];
  return readOnly === undefined
    ? label.class !== "read" && label.class !== "noise"
    : readOnly === false || readOnly === "false";
}

/** A record that names nobody is read right when nobody is made up. */
const isActorRight = ({ label: { who }, insight }: Told): boolean =>
  who.length === 0 ? insight?.actor.kind === "unknown" : who.includes(insight?.actor.name ?? "");

function isResourceRight({ label, insight }: Told): boolean {
  const predicted = subjectsOf(insight);
  if (label.subjects.length === 0) return !predicted.some(({ confidence }) => confidence === "high");
  const [first] = predicted;
  return (
    first !== undefined &&
    label.subjects.some(({ forms, type }) => isNamed(first, forms) && isType(first, type))
  );
}

function isWrongHigh({ label, insight }: Told): boolean {
  const known = [...label.subjects.flatMap(({ forms }) => forms), ...(label.also ?? [])];
  return subjectsOf(insight).some((one) => one.confidence === "high" && !isNamed(one, known));
}

const subjectsOf = (insight: Insight | undefined): readonly Resource[] =>
  (insight?.resources ?? []).filter(({ role }) => role === "subject");

/** By its id, its ARN, or the id inside of its ARN. */
function isNamed({ id, arn }: Resource, forms: readonly string[]): boolean {
  if (forms.includes(id) || (arn !== undefined && forms.includes(arn))) return true;
  const inside = arn === undefined ? undefined : parseArn(arn)?.name;
  return inside !== undefined && forms.includes(inside);
}

const isType = ({ type }: Resource, wanted: string): boolean =>
  wanted === "" || wanted.split("|").includes(type);

function share(
  all: readonly Told[],
  holds: (told: Told) => boolean,
  text: (told: Told) => string,
  missesHold = false,
): Share {
  const hits = all.filter(holds);
  const misses = (missesHold ? hits : all.filter((told) => !holds(told))).map(
    (told) => `${told.label.n} ${told.label.event}: ${text(told)}`,
  );
  return { of: all.length, hits: hits.length, misses };
}

const actorText = ({ label, insight }: Told): string =>
  `${insight?.actor.name ?? "unreadable"} (${insight?.actor.kind ?? ""}) instead of ${label.who.join(" | ")} (${label.kind})`;

const viaText = ({ label, insight }: Told): string =>
  `${insight?.via.tool ?? "unreadable"} (${insight?.via.grounds ?? ""}) instead of ${label.via.join(" | ")}`;

const resourceText = ({ label, insight }: Told): string =>
  `${predictedText(insight)} instead of ${labelText(label)}`;

const predictedText = (insight: Insight | undefined): string =>
  subjectsOf(insight)
    .slice(0, 3)
    .map(({ type, id, confidence }) => `${type}=${id} ${confidence}`)
    .join(", ") || "nothing";

const labelText = ({ subjects }: Label): string =>
  subjects.map(({ type, forms }) => `${type}=${forms[0] ?? ""}`).join(", ") || "nothing";
