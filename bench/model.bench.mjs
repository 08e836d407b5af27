// What the event model gets right on records a person labelled, what a reader leaves out, and what it costs.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { median } from "../scripts/lib/median.mjs";
import { bundle, load } from "./bundled.mjs";

/** @typedef {import("../scripts/bench.mjs").Figure} Figure */
/**
 * @typedef {object} Parts
 * @property {typeof import("../src/core/events/explain.js").explain} explain
 * @property {typeof import("../src/core/events/reader/document.js").readDocument} readDocument
 * @property {typeof import("../src/core/events/reader/record.js").readRecord} readRecord
 * @property {typeof import("../test/core/events/labels/files.js").labelledRecords} labelledRecords
 * @property {typeof import("../test/core/events/labels/score.js").scoresOf} scoresOf
 */
/** @typedef {import("../test/core/events/labels/score.js").Share} Share */

const root = join(import.meta.dirname, "..");
const labels = join(root, "test/fixtures/labels");
/** Public records, where somebody keeps them beside the checkout: more to read than a repository should hold. */
const shared = join(root, "../shared/data");
const rounds = 15;
/** A round is as long as the records make it, many times over: one pass takes a few milliseconds. */
const passes = 10;

/** @returns {AsyncGenerator<Figure>} */
export async function* run() {
  const parts = /** @type {Parts} */ (
    load(
      await bundle("model", [
        'export { explain } from "./src/core/events/explain.js";',
        'export { readDocument } from "./src/core/events/reader/document.js";',
        'export { readRecord } from "./src/core/events/reader/record.js";',
        'export { labelledRecords } from "./test/core/events/labels/files.js";',
        'export { scoresOf } from "./test/core/events/labels/score.js";',
      ]),
    )
  );
  const all = parts.labelledRecords(labels);
  yield readRatio(parts, all);
  const scores = parts.scoresOf(all);
  yield share("has_resource_ratio", scores.hasResource, "labelled write management events with subjects");
  yield share("resource_right_ratio", scores.resourceRight, "labelled write management events");
  yield share("resource_wrong_high_ratio", scores.resourceWrongHigh, "labelled write management events");
  yield share("actor_right_ratio", scores.actorRight, "labelled events");
  yield share("via_right_ratio", scores.viaRight, "labelled events");
  yield timeFigure(parts, [...all.map(({ text }) => text), ...sharedRecords()]);
}

/** @param {string} name @param {Share} share @param {string} against @returns {Figure} */
function share(name, { hits, of }, against) {
  const ratio = hits / of;
  return { figure: `model.${name}`, value: ratio, unit: "", against: `${hits} of ${of} ${against}`, ratio };
}

/**
 * How many records come out of the reader as events or as problems; the count they are held against is made by
 * plain means that share nothing with the reader.
 * @param {Parts} parts @param {readonly { text: string }[]} labelled @returns {Figure}
 */
function readRatio({ readDocument }, labelled) {
  const files = [
    { bytes: Buffer.from(labelled.map(({ text }) => text).join("\n")), records: labelled.length },
  ];
  for (const file of sharedFiles()) files.push(file);
  let records = 0;
  let read = 0;
  let reported = 0;
  for (const file of files) {
    records += file.records;
    for (const item of readDocument(file.bytes)) {
      if ("event" in item) read++;
      else reported++;
    }
  }
  const ratio = (read + reported) / records;
  const from =
    files.length === 1 ? "labelled records" : `records, labelled and of ${files.length - 1} public files`;
  return {
    figure: "model.read_ratio",
    value: ratio,
    unit: "",
    against: `${records} ${from}; ${read} read, ${reported} reported`,
    ratio,
  };
}

/** Files of the shared data whose records are counted without the reader: those that are sound JSON or JSON lines. */
function* sharedFiles() {
  if (!existsSync(shared)) return;
  for (const entry of readdirSync(shared, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(?:json|jsonl|gz)$/.test(entry.name)) continue;
    const packed = readFileSync(join(entry.parentPath, entry.name));
    const bytes = packed[0] === 0x1f ? gunzipSync(packed) : packed;
    const records = countOf(bytes.toString("utf8"));
    if (records > 0) yield { bytes, records };
  }
}

/** The records of plain log files, as texts: what a trail delivers, reads and all. */
function* sharedRecords() {
  for (const { bytes } of sharedFiles()) {
    const text = bytes.toString("utf8");
    if (!text.startsWith('{"Records":')) continue;
    /** @type {{ Records: unknown[] }} */
    const { Records } = JSON.parse(text);
    for (const record of Records) yield JSON.stringify(record);
  }
}

/** @param {string} text @returns {number} 0 when it is none of the plain shapes */
function countOf(text) {
  try {
    const value = JSON.parse(text);
    const list = Array.isArray(value) ? value : (value.Records ?? [value]);
    return list.filter((/** @type {Record<string, unknown>} */ one) => "eventVersion" in one).length;
  } catch {
    const lines = text.split("\n").filter((line) => line !== "");
    return lines.every((line) => line.startsWith("{") && line.endsWith("}")) && lines.length > 1
      ? lines.length
      : 0;
  }
}

/**
 * Reading and explaining records that are in memory beside parsing the same text, by turns.
 * @param {Parts} parts @param {readonly string[]} texts @returns {Figure}
 */
function timeFigure({ readRecord, explain }, texts) {
  const records = texts.map((text) => JSON.parse(text));
  const text = `[${texts.join(",")}]`;
  let sink = 0;
  const ours = () => {
    for (const record of records) {
      const read = readRecord(record, 0);
      if ("event" in read) sink += explain(read.event).resources.length;
    }
  };
  const theirs = () => {
    const parsed = /** @type {unknown[]} */ (JSON.parse(text));
    sink += parsed.length;
  };
  const mine = [];
  const parse = [];
  for (let round = 0; round < rounds; round++) {
    parse.push(timed(theirs));
    mine.push(timed(ours));
  }
  if (sink === 0) throw new Error("nothing was read");
  const value = median(mine) / median(parse);
  const perEvent = (median(mine) * 1000) / passes / texts.length;
  return {
    figure: "model.time_vs_json_parse",
    value,
    unit: "",
    against: `JSON.parse of the same ${texts.length} records, ${(median(parse) / passes).toFixed(1)} ms; ${perEvent.toFixed(1)} µs an event; medians of ${rounds} rounds by turns in this process, which has read and explained each record once before`,
    ratio: value,
  };
}

/** @param {() => void} work @returns {number} milliseconds of all passes */
function timed(work) {
  const start = performance.now();
  for (let pass = 0; pass < passes; pass++) work();
  return performance.now() - start;
}
