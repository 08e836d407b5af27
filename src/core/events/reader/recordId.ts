import { createHash } from "node:crypto";
import { isObject } from "../../base/json.js";

const MOST_PARTS = 5_000;
const DEEPEST = 12;
const LONGEST_TEXT = 4_096;

/**
 * A stable id for a record that has none (aggregated events of some exports, hand-made records):
 * the same record gives the same id whatever the order of its keys. Bounded, so that depth and size do no harm.
 */
export function recordId(record: unknown): string {
  const hash = createHash("sha256");
  let left = MOST_PARTS;
  const walk = (value: unknown, depth: number): void => {
    if (left-- <= 0) return;
    if (Array.isArray(value)) {
      hash.update(`[${value.length}`);
      if (depth < DEEPEST) for (const item of value.slice(0, left + 1)) walk(item, depth + 1);
    } else if (isObject(value)) {
      const keys = Object.keys(value).sort();
      hash.update(`{${keys.length}`);
      if (depth < DEEPEST)
        for (const key of keys.slice(0, left + 1)) {
          hash.update(JSON.stringify(key.slice(0, LONGEST_TEXT)));
          walk(value[key], depth + 1);
        }
    } else hash.update(`${typeof value}:${String(value).slice(0, LONGEST_TEXT)};`);
  };
  walk(record, 0);
  return `record-${hash.digest("hex").slice(0, 32)}`;
}
