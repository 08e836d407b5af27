import { elementOf, isList, isMap, type HclValue } from "./hclValue.js";

/** What names in an expression stand for. */
export interface HclScope {
  /** The value of a path such as `["var", "name"]` or `["aws_s3_bucket", "logs", "id"]`; undefined when not known. */
  valueOf(path: readonly (string | number)[]): HclValue | undefined;
}

export const emptyScope: HclScope = { valueOf: () => undefined };

/** The value at the rest of a path inside a value. */
export const valueAt = (
  value: HclValue | undefined,
  path: readonly (string | number)[],
  from: number,
): HclValue | undefined => {
  let current = value;
  for (let step = from; step < path.length; step++) current = elementOf(current, path[step]);
  return current;
};

/** A scope in which some names stand for values of a loop. */
export const boundScope = (
  outer: HclScope,
  names: readonly string[],
  values: readonly (HclValue | undefined)[],
): HclScope => ({
  valueOf(path) {
    const index = names.indexOf(String(path[0]));
    return index < 0 ? outer.valueOf(path) : valueAt(values[index], path, 1);
  },
});

/** Keys and values a loop goes through; undefined when the collection is not known. */
export function entriesOf(
  value: HclValue | undefined,
): readonly (readonly [HclValue | undefined, HclValue | undefined])[] | undefined {
  if (isList(value)) return value.map((item, index) => [index, item]);
  return isMap(value) ? [...value].sort(([left], [right]) => (left < right ? -1 : 1)) : undefined;
}

/** What one round of a loop brings. */
export interface LoopItem {
  readonly key: string | undefined;
  readonly value: HclValue | undefined;
  /** The loop's condition. */
  readonly isKept: HclValue | undefined;
}

/** The list or map a loop makes; undefined when its length or one of its keys is not known. */
export function collected(items: readonly LoopItem[], isMap: boolean): HclValue | undefined {
  if (!items.every(({ isKept }) => typeof isKept === "boolean")) return undefined;
  const kept = items.filter(({ isKept }) => isKept === true);
  if (!isMap) return kept.map(({ value }) => value);
  const map = new Map<string, HclValue | undefined>();
  for (const { key, value } of kept) {
    if (key === undefined) return undefined;
    map.set(key, value);
  }
  return map;
}
