import { text, type JsonObject } from "../../core/base/json.js";
import { ServiceError } from "../wire/serviceError.js";

/** Cuts a list into the pages CloudTrail's List operations give: MaxResults 1 to 1000, NextToken an offset. */
export function page<Item>(
  input: JsonObject,
  items: readonly Item[],
): { items: readonly Item[]; next: { NextToken?: string } } {
  const size = input["MaxResults"] ?? 1000;
  if (typeof size !== "number" || !Number.isInteger(size) || size < 1 || size > 1000) {
    throw new ServiceError(
      "InvalidMaxResultsException",
      "Invalid maxResults value. The valid range is from 1 to 1000.",
    );
  }
  const token = text(input["NextToken"]);
  const start = token === undefined ? 0 : Number(/^page-(\d+)$/.exec(token)?.[1] ?? NaN);
  if (Number.isNaN(start)) throw new ServiceError("InvalidNextTokenException", "Invalid next token.");
  const end = start + size;
  return {
    items: items.slice(start, end),
    next: end < items.length ? { NextToken: `page-${String(end)}` } : {},
  };
}
