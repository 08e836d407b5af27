import type { Maybe } from "../core/accounts/trail.js";
import { isFailure } from "../core/base/failure.js";

/** The value, or the Failure as data; an abort and a bug still throw. */
export async function maybe<T>(work: Promise<T>): Promise<Maybe<T>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    if (!isFailure(error)) throw error;
    const { code, message, detail } = error;
    return { ok: false, code, message, detail };
  }
}
