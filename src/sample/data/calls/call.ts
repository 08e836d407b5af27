import type { JsonObject } from "../../../core/base/json.js";
import type { ApiCall, IndexEntry } from "../draft.js";

/** A call that reads and names no resource in the index, as most Describe and List calls do. */
export const read = (service: string, name: string, request: JsonObject | null = null): ApiCall => ({
  source: `${service}.amazonaws.com`,
  name,
  readOnly: true,
  request,
});

/** The same call with more said about it. */
export const having = (call: ApiCall, more: Partial<ApiCall>): ApiCall => ({ ...call, ...more });

/** The same call, refused: the service wrote this code and message instead of an answer. */
export const refused = (call: ApiCall, code: string, message: string): ApiCall => ({
  ...call,
  error: { code, message },
});

/** Refused for want of a permission, in the words most services use. */
export const denied = (call: ApiCall, arn: string, action: string, resource?: string): ApiCall =>
  refused(
    call,
    "AccessDenied",
    `User: ${arn} is not authorized to perform: ${action}${resource === undefined ? "" : ` on resource: ${resource}`} because no identity-based policy allows the ${action} action`,
  );

/** Index entries of one type. */
export const indexed = (type: string | undefined, ...names: readonly string[]): readonly IndexEntry[] =>
  names.map((name) => ({ type, name }));

/** A `resources[]` entry of a record. */
export const resource = (type: string, arn: string, accountId: string): JsonObject => ({
  accountId,
  type,
  ARN: arn,
});
