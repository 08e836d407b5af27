import type { JsonObject } from "../../core/base/json.js";
import { isObject } from "../../core/base/json.js";
import type { Translate } from "../../core/base/translate.js";
import type { ByteFile } from "./ports.js";
import { unpack } from "./unpack.js";

/** A digest names up to a few thousand log files in a few hundred bytes each. */
const mostBytes = 32 * 1024 * 1024;
/** The fields of a digest stand at its start. */
const peekBytes = 4_096;

/** The digest a file holds; undefined when it holds something else, or cannot be read to its end. */
export async function readDigestText(
  file: ByteFile,
  signal: AbortSignal,
  t: Translate,
): Promise<JsonObject | undefined> {
  const decoder = new TextDecoder();
  let text = "";
  const faults: string[] = [];
  const note = (reason: string): void => void faults.push(reason);
  for await (const { bytes } of unpack(file, signal, note, t, { unpackedBytes: mostBytes })) {
    text += decoder.decode(bytes, { stream: true });
    if (!text.slice(0, peekBytes).includes('"digestStartTime"')) return undefined;
  }
  return faults.length === 0 ? digestOf(text) : undefined;
}

function digestOf(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && Array.isArray(value["logFiles"]) ? value : undefined;
  } catch {
    return undefined; // the reader of logs says what is wrong with it
  }
}
