/** A function as completion and hover show it. */
export interface FunctionDoc {
  readonly name: string;
  readonly signature: string;
  readonly about: string;
}

const doc = (signature: string, about: string): FunctionDoc => ({
  name: signature.slice(0, signature.indexOf("(")),
  signature,
  about,
});

/** Functions that statements over events use, in Trino's words. Source: Trino documentation, "Functions and operators". */
export const FUNCTION_DOCS: readonly FunctionDoc[] = [
  doc("all_match(array, x -> condition)", "true when the condition holds for every element"),
  doc("any_match(array, x -> condition)", "true when the condition holds for an element"),
  doc("none_match(array, x -> condition)", "true when the condition holds for no element"),
  doc("filter(array, x -> condition)", "the elements for which the condition holds"),
  doc("transform(array, x -> value)", "a value for every element"),
  doc("approx_distinct(value)", "about how many different values there are"),
  doc("approx_percentile(value, percentage)", "about the value at a percentage from 0 to 1"),
  doc("arbitrary(value)", "any value that is not null"),
  doc("array_agg(value)", "all values as an array"),
  doc("array_join(array, separator)", "the elements as one text"),
  doc("avg(value)", "the mean"),
  doc("cardinality(array or map)", "the number of elements"),
  doc("coalesce(value, …)", "the first value that is not null"),
  doc("contains(array, value)", "true when the array has the value"),
  doc("count(*)", "the number of rows"),
  doc("count_if(condition)", "the number of rows for which the condition holds"),
  doc(
    "date_add(unit, number, time)",
    "a time moved by so many units: date_add('day', -7, current_timestamp)",
  ),
  doc("date_diff(unit, from, to)", "whole units between two times"),
  doc("date_format(time, format)", "a time as text: date_format(eventtime, '%Y-%m-%d %H:%i')"),
  doc("date_trunc(unit, time)", "the beginning of the unit: 'hour', 'day', 'week', 'month'"),
  doc("day_of_week(time)", "1 for Monday to 7 for Sunday"),
  doc("element_at(map or array, key)", "the value of a key or place; null when there is none"),
  doc("from_iso8601_timestamp(text)", "a time from 2026-11-01T10:00:00Z"),
  doc("hour(time)", "0 to 23"),
  doc("json_array_length(json)", "the number of elements of a JSON list"),
  doc("json_extract(json, path)", "a part of a JSON text, as JSON"),
  doc("json_extract_scalar(json, path)", "a part of a JSON text, as text; null for objects and lists"),
  doc("lower(text)", "in lower case"),
  doc("map_keys(map)", "the keys of a map"),
  doc("max(value)", "the largest value"),
  doc("max_by(value, by)", "the value where `by` is largest"),
  doc("min(value)", "the smallest value"),
  doc("regexp_extract(text, pattern, group)", "what a pattern or its group matches"),
  doc("regexp_like(text, pattern)", "true when the pattern matches somewhere"),
  doc("regexp_replace(text, pattern, replacement)", "every match replaced"),
  doc("round(number, digits)", "rounded"),
  doc("split(text, separator)", "the parts as an array"),
  doc("split_part(text, separator, place)", "one part, counted from 1"),
  doc("strpos(text, part)", "where a part stands, from 1; 0 when it does not"),
  doc("substr(text, start, length)", "a part of a text, from 1"),
  doc("sum(value)", "the sum"),
  doc("try_cast(value AS type)", "a value of another type; null when it has none"),
  doc("unnest(array or map)", "rows of an array's elements: CROSS JOIN UNNEST(resources) AS r"),
  doc("upper(text)", "in upper case"),
];
