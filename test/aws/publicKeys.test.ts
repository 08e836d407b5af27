import { describe, expect, test } from "vitest";
import { parsePublicKeys } from "../../src/core/digest/publicKeys.js";
import { connected, never, sample } from "./support.js";

const dayMs = 86_400_000;

describe("public keys", () => {
  test("come from each Region for the time asked, and their fingerprints fit", async () => {
    const server = await sample();
    const { publicKeys } = await connected(server);
    const toMs = Date.now();
    const wanted = { regions: ["eu-west-1", "us-east-1"], fromMs: toMs - 40 * dayMs, toMs };
    const answers = await publicKeys.list("acme-prod", wanted, never);
    expect(Object.keys(answers)).toEqual(wanted.regions);
    const { keys, problems } = parsePublicKeys(answers, "given");
    expect(problems).toEqual([]);
    const listed = Object.values(answers).flatMap(({ PublicKeyList }) => PublicKeyList);
    expect(listed.length).toBeGreaterThanOrEqual(4);
    expect([...keys.keys()].sort()).toEqual([...new Set(listed.map((key) => key.Fingerprint))].sort());
    for (const { validFromMs = Infinity, validToMs = -Infinity } of keys.values())
      expect(validFromMs < wanted.toMs && validToMs > wanted.fromMs).toBe(true);
    expect(server.requests.of("ListPublicKeys")).toHaveLength(2);
  });

  test("a time without keys is told, with what to do", async () => {
    const { publicKeys } = await connected(await sample());
    const wanted = { regions: ["eu-west-1"], fromMs: Date.UTC(2015, 0), toMs: Date.UTC(2015, 1) };
    await expect(publicKeys.list("acme-prod", wanted, never)).rejects.toMatchObject({
      code: "validation/failed",
      message: expect.stringContaining("2015-01-01 to 2015-02-01") as string,
    });
  });

  test("a refused Region names the action and itself", async () => {
    const server = await sample();
    server.faults.add({ kind: "denied", operation: "ListPublicKeys", region: "us-east-1" });
    const { publicKeys } = await connected(server);
    const wanted = { regions: ["eu-west-1", "us-east-1"], fromMs: Date.now() - dayMs, toMs: Date.now() };
    await expect(publicKeys.list("acme-prod", wanted, never)).rejects.toMatchObject({
      code: "aws/access-denied",
      detail: { action: "cloudtrail:ListPublicKeys", region: "us-east-1" },
    });
  });
});
