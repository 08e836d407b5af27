import { isList, isMap, textOf, type HclList, type HclMap, type HclValue } from "./hclValue.js";

type Args = readonly (HclValue | undefined)[];
type HclFunction = (args: Args) => HclValue | undefined;

/** Those of Terraform's functions that names and instances are made with. */
const functions: Readonly<Record<string, HclFunction>> = {
  lower: ([value]) => textOf(value)?.toLowerCase(),
  upper: ([value]) => textOf(value)?.toUpperCase(),
  trimspace: ([value]) => textOf(value)?.trim(),
  tostring: ([value]) => textOf(value),
  tonumber: ([value]) => (typeof value === "number" ? value : numberOf(textOf(value))),
  toset: ([value]) => (isList(value) ? [...new Set(value)] : undefined),
  tolist: ([value]) => (isList(value) ? value : undefined),
  tomap: ([value]) => (isMap(value) ? value : undefined),
  trimprefix: texts((value, prefix) => (value.startsWith(prefix) ? value.slice(prefix.length) : value)),
  trimsuffix: texts((value, suffix) =>
    suffix !== "" && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value,
  ),
  replace: texts((value, old, by) => (/^\/.*\/$/.test(old) ? undefined : value.split(old).join(by))),
  split: texts((separator, value) => value.split(separator)),
  substr: ([value, from, length]) => {
    const text = textOf(value);
    if (text === undefined || typeof from !== "number" || typeof length !== "number") return undefined;
    const start = from < 0 ? text.length + from : from;
    return length < 0 ? text.slice(start) : text.slice(start, start + length);
  },
  join: ([separator, list]) => {
    const parts = isList(list) ? list.map(textOf) : undefined;
    const between = textOf(separator);
    if (!parts || between === undefined || parts.includes(undefined)) return undefined;
    return parts.join(between);
  },
  format: ([pattern, ...values]) => format(textOf(pattern), values),
  length: ([value]) => lengthOf(value),
  keys: ([value]) => (isMap(value) ? [...value.keys()].sort() : undefined),
  values: ([value]) => (isMap(value) ? sortedEntries(value).map(([, each]) => each) : undefined),
  element: ([list, index]) =>
    isList(list) && list.length > 0 && typeof index === "number" ? list[index % list.length] : undefined,
  lookup: ([map, key, otherwise]) => {
    const name = textOf(key);
    if (!isMap(map) || name === undefined) return undefined;
    return map.has(name) ? map.get(name) : otherwise;
  },
  concat: (lists) => (lists.every(isList) ? lists.flat() : undefined),
  merge: (maps) => (maps.every(isMap) ? new Map(maps.flatMap((map) => [...map])) : undefined),
  coalesce: (values) =>
    values.includes(undefined) ? undefined : values.find((value) => value !== null && value !== ""),
};

/** What a call answers; undefined for functions that are not known and arguments that are not. */
export const callFunction = (name: string, args: Args): HclValue | undefined =>
  Object.hasOwn(functions, name) ? functions[name]?.(args) : undefined;

function lengthOf(value: HclValue | undefined): number | undefined {
  if (isList(value)) return value.length;
  return isMap(value) ? value.size : undefined;
}

const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;

const sortedEntries = (map: HclMap): readonly (readonly [string, HclValue | undefined])[] =>
  [...map].sort(([left], [right]) => (left < right ? -1 : 1));

function texts(
  call: (first: string, second: string, third: string) => string | HclList | undefined,
): HclFunction {
  return (args) => {
    const [first, second, third = ""] = args.map(textOf);
    if (first === undefined || second === undefined) return undefined;
    return call(first, second, third);
  };
}

/** `%s`, `%v`, `%d` with zeros ahead, `%%`; anything else is left to Terraform. */
function format(pattern: string | undefined, values: Args): string | undefined {
  if (pattern === undefined) return undefined;
  let next = 0;
  const unknown: string[] = [];
  const text = pattern.replace(/%(%|0?(\d{0,2})([a-z]))/g, (_, sign: string, width: string, verb: string) => {
    if (sign === "%") return "%";
    const value = textOf(values[next++]);
    if (value === undefined || !"svd".includes(verb)) unknown.push(verb);
    return (value ?? "").padStart(Number(width || 0), verb === "d" ? "0" : " ");
  });
  return unknown.length === 0 ? text : undefined;
}
