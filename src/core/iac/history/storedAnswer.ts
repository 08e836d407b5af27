import { isObject } from "../../base/json.js";
import type { LookupAnswer } from "./historyAnswer.js";
import type { EntryResource, HistoryEntry } from "./historyEntry.js";

/** Whether JSON that was kept is a whole answer: a file may be damaged, or written by another version. */
export const isAnswer = (value: unknown): value is LookupAnswer =>
  isObject(value) &&
  typeof value["askedMs"] === "number" &&
  typeof value["isCut"] === "boolean" &&
  isObject(value["window"]) &&
  typeof value["window"]["fromMs"] === "number" &&
  typeof value["window"]["toMs"] === "number" &&
  isListOf(value["entries"], isEntry);

const isEntry = (value: unknown): value is HistoryEntry =>
  isObject(value) &&
  typeof value["timeMs"] === "number" &&
  ["id", "name", "source", "region", "accountId", "actor", "outcome"].every(
    (key) => typeof value[key] === "string",
  ) &&
  isObject(value["via"]) &&
  typeof value["via"]["tool"] === "string" &&
  isListOf(value["resources"], isResource);

const isResource = (value: unknown): value is EntryResource =>
  isObject(value) &&
  typeof value["id"] === "string" &&
  typeof value["type"] === "string" &&
  typeof value["isSubject"] === "boolean";

const isListOf = (value: unknown, isOne: (one: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isOne);
