import { isObject, type Json, type JsonObject } from "../../base/json.js";
import { lakeValue } from "./lakeValue.js";

/** Fields of a record by the lower-case letters of a column's name: databases lower the case, the console writes words. */
const FIELDS: ReadonlyMap<string, string> = byLetters([
  "eventVersion",
  "eventTime",
  "eventSource",
  "eventName",
  "awsRegion",
  "sourceIPAddress",
  "userAgent",
  "errorCode",
  "errorMessage",
  "requestParameters",
  "responseElements",
  "additionalEventData",
  "requestID",
  "eventID",
  "readOnly",
  "resources",
  "eventType",
  "apiVersion",
  "managementEvent",
  "recipientAccountId",
  "sharedEventID",
  "vpcEndpointId",
  "eventCategory",
  "serviceEventDetails",
  "userIdentity",
  "sessionCredentialFromConsole",
  "tlsDetails",
  "addendum",
  "insightDetails",
  "eventContext",
]);

/** How names of columns that are fields of a record are written by `letters`. */
export const FIELD_LETTERS: ReadonlySet<string> = new Set(FIELDS.keys());

/** Members of userIdentity, at any depth, whose case Lake loses. */
const IDENTITY = byLetters([
  "principalId",
  "accountId",
  "accessKeyId",
  "userName",
  "invokedBy",
  "identityProvider",
  "sessionContext",
  "sessionIssuer",
  "sourceIdentity",
  "creationDate",
  "mfaAuthenticated",
  "onBehalfOf",
  "userId",
  "identityStoreArn",
  "inScopeOf",
  "sourceArn",
  "issuerType",
]);

/** Columns that hold the record itself. */
const WHOLE = new Set(["eventjson", "message"]);

/** Columns the console's CSV takes out of userIdentity. */
const OF_IDENTITY = new Map([
  ["username", "userName"],
  ["awsaccesskey", "accessKeyId"],
]);

/**
 * The record a row of columns tells: the console's event history as CSV, rows of Lake, Athena or Logs Insights.
 * The text of an `eventjson` or `@message` column when there is one; undefined when no column is known.
 * Columns that are not known keep their names.
 */
export function tableRecord(columns: Iterable<readonly [string, string]>): JsonObject | string | undefined {
  const cells = [...columns].filter(([, cell]) => cell !== "" && cell !== "-");
  const whole = cells.find(([column, cell]) => WHOLE.has(letters(column)) && cell.startsWith("{"));
  if (whole) return whole[1];
  if (!cells.some(([column]) => FIELDS.has(letters(column)))) return undefined;
  const record = new Map<string, Json>();
  const identity = new Map<string, Json>();
  for (const [column, cell] of cells) {
    const field = FIELDS.get(letters(column));
    const member = OF_IDENTITY.get(letters(column)) ?? memberOf(column);
    if (member !== undefined) identity.set(member, cell);
    else record.set(field ?? column, field === undefined ? cell : fieldValue(field, cell));
  }
  if (identity.size > 0 && !record.has("userIdentity"))
    record.set("userIdentity", Object.fromEntries(identity));
  return Object.fromEntries(record);
}

function fieldValue(field: string, cell: string): Json {
  const value = lakeValue(cell);
  return field === "userIdentity" ? withUsualCase(value) : value;
}

/** `userIdentity.arn` as Logs Insights names it. */
function memberOf(column: string): string | undefined {
  const found = /^userIdentity\.(\w{1,40})$/i.exec(column)?.[1];
  return found === undefined ? undefined : (IDENTITY.get(found.toLowerCase()) ?? found);
}

/** A row as Lake (`[{column: value}, …]`) or Logs Insights (`[{field, value}, …]`) answers it. */
export function columnsOf(row: readonly unknown[]): readonly (readonly [string, string])[] | undefined {
  const columns: (readonly [string, string])[] = [];
  for (const cell of row) {
    if (!isObject(cell)) return undefined;
    const keys = Object.keys(cell);
    const { field, value } = cell;
    if (typeof field === "string" && keys.length <= 2)
      columns.push([field, typeof value === "string" ? value : ""]);
    else {
      const [key] = keys;
      if (key === undefined || keys.length !== 1) return undefined;
      const only = cell[key];
      columns.push([key, typeof only === "string" ? only : only === null ? "" : JSON.stringify(only)]);
    }
  }
  return columns.length === 0 ? undefined : columns;
}

function withUsualCase(value: Json, depth = 0): Json {
  if (!isObject(value) || depth > 6) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      IDENTITY.get(key.toLowerCase()) ?? key,
      withUsualCase(inner ?? null, depth + 1),
    ]),
  );
}

function byLetters(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}

/** `AWS region`, `aws_region` and `awsRegion` are one name. */
export const letters = (name: string): string => name.toLowerCase().replaceAll(/[^a-z\d]/g, "");
