import { expect, test } from "vitest";
import { abortable, throwIfAborted } from "../../../src/core/base/abort.js";
import { isAborted } from "../../../src/core/base/failure.js";

test("a caller leaves shared work as soon as its signal fires", async () => {
  const gone = new AbortController();
  const work = new Promise<never>(() => undefined);
  const waiting = abortable(work, gone.signal);
  gone.abort();
  await expect(waiting).rejects.toSatisfy(isAborted);
});

test("work that ends first passes its value or its error on", async () => {
  const { signal } = new AbortController();
  await expect(abortable(Promise.resolve(7), signal)).resolves.toBe(7);
  await expect(abortable(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
});

test("an abort with a reason of another kind still reads as an abort", async () => {
  const signal = AbortSignal.abort("because");
  await expect(abortable(Promise.reject(new Error("late")), signal)).rejects.toSatisfy(isAborted);
  expect(() => throwIfAborted(signal)).toThrow("aborted");
});
