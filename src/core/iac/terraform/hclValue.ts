/**
 * What an expression is worth as far as the files tell. `undefined` stands for what they do not tell; a list or map may
 * hold such places.
 */
export type HclValue =
  | string
  | number
  | boolean
  | null
  | readonly (HclValue | undefined)[]
  | ReadonlyMap<string, HclValue | undefined>;

export type HclList = readonly (HclValue | undefined)[];
export type HclMap = ReadonlyMap<string, HclValue | undefined>;

export const isList = (value: HclValue | undefined): value is HclList => Array.isArray(value);
export const isMap = (value: HclValue | undefined): value is HclMap => value instanceof Map;

/** The text a value has inside a template; undefined for lists, maps, null and what is not known. */
export function textOf(value: HclValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

export function isEqual(left: HclValue | undefined, right: HclValue | undefined): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (isList(left) || isMap(left) || isList(right) || isMap(right)) return undefined;
  return left === right;
}

/** An element of a list by its number, of a map by its key. */
export function elementOf(value: HclValue | undefined, key: HclValue | undefined): HclValue | undefined {
  if (isList(value)) {
    const index = typeof key === "string" && /^\d+$/.test(key) ? Number(key) : key;
    return typeof index === "number" ? value[index] : undefined;
  }
  const name = textOf(key);
  return isMap(value) && name !== undefined ? value.get(name) : undefined;
}
