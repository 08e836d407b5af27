import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { describe, expect, onTestFinished, test } from "vitest";
import type { CloudTrailCalls } from "../../src/aws/cloudTrailCalls.js";
import { SdkPublicKeyReader } from "../../src/aws/publicKeys.js";
import { english } from "../../src/core/base/translate.js";
import { parsePublicKeys } from "../../src/core/digest/publicKeys.js";
import { connected, never, sample } from "./support.js";

const dayMs = 86_400_000;

describe("public keys", () => {
  test("come from each Region for the time asked, and their fingerprints fit", async () => {
    const server = await sample();
    const { publicKeys } = await connected(server);
    const toMs = Date.now();
    const wanted = { regions: ["eu-west-1", "us-east-1"], fromMs: toMs - 40 * dayMs, toMs };
    const { answers, failures } = await publicKeys.list("acme-prod", wanted, never);
    expect(failures).toEqual([]);
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

  test("a Region that refuses costs its own keys alone, and names the action and itself", async () => {
    const server = await sample();
    server.faults.add({ kind: "denied", operation: "ListPublicKeys", region: "us-east-1" });
    const { publicKeys } = await connected(server);
    const wanted = { regions: ["eu-west-1", "us-east-1"], fromMs: Date.now() - dayMs, toMs: Date.now() };
    const refused = {
      code: "aws/access-denied",
      detail: { action: "cloudtrail:ListPublicKeys", region: "us-east-1" },
    };
    const { answers, failures } = await publicKeys.list("acme-prod", wanted, never);
    expect(Object.keys(answers)).toEqual(["eu-west-1"]);
    expect(failures).toMatchObject([refused]);
    const alone = { ...wanted, regions: ["us-east-1"] };
    await expect(publicKeys.list("acme-prod", alone, never)).rejects.toMatchObject(refused);
  });

  test("pages that go round are given up", async () => {
    const server = createServer((_request, response) => {
      response.setHeader("content-type", "application/x-amz-json-1.1");
      response.end(JSON.stringify({ PublicKeyList: [], NextToken: "again" }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const calls: Pick<CloudTrailCalls, "send"> = {
      send: ({ region, run }, signal) => {
        const client = new CloudTrailClient({
          region,
          endpoint: `http://127.0.0.1:${String(port)}`,
          credentials: { accessKeyId: "a", secretAccessKey: "b" },
        });
        return run(client, { abortSignal: signal });
      },
    };
    const wanted = { regions: ["eu-west-1"], fromMs: 0, toMs: dayMs };
    await expect(new SdkPublicKeyReader(calls, english).list("x", wanted, never)).rejects.toMatchObject({
      code: "aws/bad-answer",
      detail: { region: "eu-west-1" },
    });
  });
});
