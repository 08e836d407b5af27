import { afterEach, describe, expect, test, vi } from "vitest";
import { connected, never, prod, sample } from "./support.js";

afterEach(() => vi.restoreAllMocks());

/** The sample keeps the real clock; everything on this side of the wire sees the other one. */
function wrongClock(offsetMs: number) {
  const real = Date.now.bind(Date);
  vi.spyOn(Date, "now").mockImplementation(() => real() + offsetMs);
  return { now: () => real() + offsetMs, sleep: async () => undefined };
}

describe.each([
  ["ahead", 30 * 60_000],
  ["behind", -30 * 60_000],
])("a clock half an hour %s", (_way, offsetMs) => {
  test("is corrected from the service's answer, with a warning", async () => {
    const server = await sample();
    const clock = wrongClock(offsetMs);
    const warnings: string[] = [];
    const log = {
      trace: String,
      debug: String,
      info: String,
      error: String,
      warn: (text: string) => warnings.push(text),
    };
    const { directory, trails } = await connected(server, { clock, log });
    expect(await directory.identify("acme-prod", never)).toMatchObject({ accountId: prod });
    expect(await trails.trails("acme-prod", "eu-west-1", never)).not.toEqual([]);
    expect(warnings[0]).toMatch(
      new RegExp(`clock differs from AWS's by ${offsetMs < 0 ? "-" : ""}1(799|80[01]) seconds`, "u"),
    );
  });
});

test.each([
  [30 * 60_000, "30 minutes ahead"],
  [-30 * 60_000, "30 minutes behind"],
])("a clock that cannot be corrected is told with the difference (%i ms)", async (offsetMs, words) => {
  const server = await sample();
  const clock = wrongClock(offsetMs);
  server.faults.add({
    kind: "error",
    status: 403,
    code: "InvalidSignatureException",
    message: "Signature expired: 20260101T000000Z is now earlier than 20260101T003000Z",
    operation: "GetCallerIdentity",
  });
  const { directory } = await connected(server, { clock });
  const identified = directory.identify("acme-prod", never);
  await expect(identified).rejects.toMatchObject({ code: "aws/clock-skew" });
  await expect(identified).rejects.toThrow(words);
});
