import { EVENT_COLUMNS } from "./schema.js";

/**
 * Functions of Trino, the dialect of CloudTrail Lake, that DuckDB knows by another name or not at all.
 * Sources: Trino documentation, "Functions and operators"; DuckDB documentation, "Functions".
 */

/** Same arguments, same meaning, another name. */
export const RENAMED: Readonly<Record<string, string>> = {
  approx_distinct: "approx_count_distinct",
  approx_percentile: "approx_quantile",
  arbitrary: "any_value",
  array_distinct: "list_distinct",
  array_join: "array_to_string",
  array_max: "list_max",
  array_min: "list_min",
  array_position: "list_position",
  array_sort: "list_sort",
  arrays_overlap: "list_has_any",
  cardinality: "trino_cardinality",
  contains: "list_contains",
  date_add: "trino_date_add",
  date_diff: "date_sub", // counts whole units, as Trino does; DuckDB's date_diff counts borders
  day_of_month: "dayofmonth",
  day_of_week: "isodow", // 1 is Monday
  day_of_year: "dayofyear",
  dow: "isodow",
  doy: "dayofyear",
  from_iso8601_date: "trino_iso_date",
  from_iso8601_timestamp: "trino_iso_timestamp",
  from_unixtime: "to_timestamp",
  json_extract_scalar: "trino_json_scalar",
  json_format: "trino_json_format",
  json_parse: "trino_json_parse",
  json_size: "trino_json_size",
  map_keys: "trino_map_keys",
  numeric_histogram: "histogram",
  regexp_like: "regexp_matches",
  regexp_replace: "trino_regexp_replace",
  sequence: "generate_series",
  slice: "trino_slice",
  to_iso8601: "trino_to_iso",
  to_unixtime: "epoch",
  week_of_year: "weekofyear",
  year_of_week: "isoyear",
};

/** Functions of a list and a lambda: what is written for the name, in front of the body, and for the closing bracket. */
export const LAMBDAS: Readonly<Record<string, readonly [open: string, body: string, close: string]>> = {
  any_match: ["(len(list_filter", "", ")) > 0)"],
  all_match: ["(len(list_filter", "NOT (", "))) = 0)"],
  none_match: ["(len(list_filter", "", ")) = 0)"],
  filter: ["list_filter", "", ")"],
  transform: ["list_transform", "", ")"],
};

/** What is in Trino but cannot be answered here, with what to write instead. */
export const REFUSED: Readonly<Record<string, string>> = {
  reduce: "reduce() is not available here: use list_sum, list_max, list_min or an aggregate over unnest().",
  match_recognize: "MATCH_RECOGNIZE is not available here.",
  json_query: "json_query() is not available here: use json_extract().",
  json_value: "json_value() is not available here: use json_extract_scalar().",
};

/** Columns that are maps of text to text in Lake, kept here as JSON. */
export const MAP_COLUMNS: ReadonlySet<string> = new Set(
  EVENT_COLUMNS.filter(({ type }) => type.startsWith("map(")).map(({ name }) => name.toLowerCase()),
);

/** Macros for what no renaming reaches; run once on a database before any query. */
export const MACROS: readonly string[] = [
  // Lake's maps hold text: a nested object comes as its JSON text, a missing key as NULL.
  "CREATE OR REPLACE MACRO trino_map_value(j, k) AS (j ->> k)",
  "CREATE OR REPLACE MACRO trino_map_keys(j) AS json_keys(j)",
  "CREATE OR REPLACE MACRO trino_item(l, n) AS l[n]",
  "CREATE OR REPLACE MACRO trino_cardinality(l) AS len(l)",
  "CREATE OR REPLACE MACRO trino_map_size(j) AS len(json_keys(j))",
  `CREATE OR REPLACE MACRO trino_json_scalar(j, p) AS
     CASE WHEN json_type(j, p) IN ('OBJECT', 'ARRAY') THEN NULL ELSE json_extract_string(j, p) END`,
  "CREATE OR REPLACE MACRO trino_json_parse(t) AS CAST(t AS JSON)",
  "CREATE OR REPLACE MACRO trino_json_format(j) AS CAST(j AS VARCHAR)",
  `CREATE OR REPLACE MACRO trino_json_size(j, p) AS
     CASE json_type(j, p) WHEN 'ARRAY' THEN json_array_length(j, p)
       WHEN 'OBJECT' THEN len(json_keys(j, p)) ELSE 0 END`,
  "CREATE OR REPLACE MACRO trino_iso_timestamp(t) AS CAST(t AS TIMESTAMPTZ)",
  "CREATE OR REPLACE MACRO trino_iso_date(t) AS CAST(t AS DATE)",
  "CREATE OR REPLACE MACRO trino_to_iso(t) AS strftime(t, '%Y-%m-%dT%H:%M:%S.%gZ')",
  "CREATE OR REPLACE MACRO trino_regexp_replace(t, p, r := '') AS regexp_replace(t, p, r, 'g')",
  "CREATE OR REPLACE MACRO trino_slice(l, s, n) AS list_slice(l, s, s + n - 1)",
  `CREATE OR REPLACE MACRO trino_date_add(u, n, t) AS t + CASE lower(u)
     WHEN 'millisecond' THEN to_milliseconds(n) WHEN 'second' THEN to_seconds(n)
     WHEN 'minute' THEN to_minutes(n) WHEN 'hour' THEN to_hours(n)
     WHEN 'day' THEN to_days(CAST(n AS INTEGER)) WHEN 'week' THEN to_weeks(CAST(n AS INTEGER))
     WHEN 'month' THEN to_months(CAST(n AS INTEGER)) WHEN 'quarter' THEN to_months(CAST(3 * n AS INTEGER))
     WHEN 'year' THEN to_years(CAST(n AS INTEGER)) END`,
];

/** Settings under which text means the same as on Lake; run once on a database before any query. */
export const SETTINGS: readonly string[] = [
  "SET GLOBAL TimeZone = 'UTC'",
  "SET GLOBAL integer_division = true",
];

/** MySQL's format letters, which Trino's date_format takes, as strftime writes them. */
const FORMAT_LETTERS: Readonly<Record<string, string>> = {
  i: "%M",
  M: "%B",
  s: "%S",
  S: "%S",
  h: "%I",
  k: "%-H",
  l: "%-I",
  c: "%-m",
  e: "%-d",
  f: "%f",
  r: "%I:%M:%S %p",
  T: "%H:%M:%S",
  v: "%V",
  x: "%G",
  W: "%A",
};

/** A format text of date_format or date_parse for strftime or strptime. */
export const strftimeFormat = (format: string): string =>
  format.replaceAll(/%([A-Za-z])/g, (all, letter: string) =>
    Object.hasOwn(FORMAT_LETTERS, letter) ? (FORMAT_LETTERS[letter] ?? all) : all,
  );
