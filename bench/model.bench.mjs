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
const rounds = 120;
const warmUp = 20;
/** Records of one LookupEvents answer; a log file of a trail has some 25. */
const pageSize = 50;

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
  yield* timeFigures(parts, [...all.map(({ text }) => text), ...sharedRecords()]);
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
 * Reading and explaining records beside parsing their text, page by page: 50 records are parsed, then explained, as
 * lookup answers and log files are. The same over all records at once says what it costs when their memory has gone
 * cold, which falls on both differently.
 * @param {Parts} parts @param {readonly string[]} texts @returns {Generator<Figure>}
 */
function* timeFigures(parts, texts) {
  const all = `JSON.parse of the same ${texts.length} records`;
  yield timeFigure(parts, "time_vs_json_parse", pagesOf(texts, pageSize), `${all} in pages of ${pageSize}`);
  yield timeFigure(parts, "time_vs_json_parse_cold", pagesOf(texts, texts.length), `${all} in one piece`);
}

/** @param {readonly string[]} texts @param {number} size @returns {string[]} JSON arrays */
function pagesOf(texts, size) {
  const pages = [];
  for (let at = 0; at < texts.length; at += size) pages.push(`[${texts.slice(at, at + size).join(",")}]`);
  return pages;
}

/** @param {Parts} parts @param {string} name @param {readonly string[]} pages @param {string} against @returns {Figure} */
function timeFigure({ readRecord, explain }, name, pages, against) {
  let sink = 0;
  let count = 0;
  const ours = [];
  const parse = [];
  for (let round = 0; round < rounds; round++) {
    let explaining = 0;
    let parsing = 0;
    count = 0;
    for (const page of pages) {
      const start = performance.now();
      const records = /** @type {unknown[]} */ (JSON.parse(page));
      const parsed = performance.now();
      for (const record of records) {
        const read = readRecord(record, 0);
        if ("event" in read) sink += explain(read.event).resources.length;
      }
      explaining += performance.now() - parsed;
      parsing += parsed - start;
      count += records.length;
    }
    // The first rounds are the compiler's.
    if (round < warmUp) continue;
    ours.push(explaining);
    parse.push(parsing);
  }
  if (sink === 0) throw new Error("nothing was read");
  const value = median(ours) / median(parse);
  const perEvent = (median(ours) * 1000) / count;
  return {
    figure: `model.${name}`,
    value,
    unit: "",
    against: `${against}, ${median(parse).toFixed(1)} ms; ${perEvent.toFixed(1)} µs an event; medians of ${ours.length} rounds by turns in one process`,
    ratio: value,
  };
}
