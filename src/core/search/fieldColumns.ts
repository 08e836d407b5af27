import type { FilterField } from "./query.js";
import type { CodedColumn } from "./rowColumns.js";

/** Filter fields whose value stands in a row as it is. */
export const fieldColumns: Partial<Record<FilterField, CodedColumn>> = {
  user: "actor",
  event: "eventName",
  service: "service",
  resource: "resource",
  type: "type",
  key: "accessKeyId",
  session: "session",
  error: "errorCode",
  ip: "from",
  via: "via",
  outcome: "outcome",
  mark: "marks",
  recipient: "accountId",
};
