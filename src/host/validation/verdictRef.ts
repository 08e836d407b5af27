import { isObject } from "../../core/base/json.js";

/** Names one verdict of one run, in the arguments of commands and in addresses. */
export interface VerdictRef {
  readonly run: string;
  readonly index: number;
}

export const isVerdictRef = (value: unknown): value is VerdictRef =>
  isObject(value) && typeof value["run"] === "string" && Number.isInteger(value["index"]);
