import { expect, test } from "vitest";
import { english } from "../../../src/core/base/translate.js";
import { besideDigest } from "../../../src/host/logs/besideDigest.js";
import { digestPage } from "../../../src/host/logs/digestPage.js";

const key = "AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/11/20/digest.json.gz";
const parts = {
  name: "digest.json.gz",
  cspSource: "https://example.com",
  style: "https://example.com/digest.css",
  locale: "en",
  t: english,
  linkTo: (objectKey: string) =>
    objectKey.endsWith("there.json.gz") ? "command:vscode.open?there" : undefined,
};

test("a digest's page names its log files with their hashes, and links to those that are there", () => {
  const page = digestPage(
    {
      digestS3Object: key,
      awsAccountId: "111122223333",
      logFiles: [
        { s3Object: "AWSLogs/there.json.gz", hashValue: "aa11" },
        { s3Object: "AWSLogs/gone.json.gz", hashValue: "bb22" },
      ],
    },
    parts,
  );
  expect(page).toContain('<a href="command:vscode.open?there"><code title="AWSLogs/there.json.gz">');
  expect(page).not.toContain('<a href="command:vscode.open?gone');
  expect(page).toContain("bb22");
});

test("what a digest says is text in its page", () => {
  const page = digestPage(
    { awsAccountId: '<img src=x onerror="alert(1)">', logFiles: [{ s3Object: '"><script>x</script>' }] },
    parts,
  );
  expect(page).not.toContain("<img");
  expect(page).not.toContain("<script");
});

test("a file a digest names is looked for where the bucket's copy would have it, and never outside of it", () => {
  const at = `/copy/${key}`;
  expect(besideDigest(at, key, "AWSLogs/1/a.json.gz")).toBe("/copy/AWSLogs/1/a.json.gz");
  expect(besideDigest(at, key, "../../etc/passwd")).toBeUndefined();
  expect(besideDigest(at, key, "AWSLogs//x")).toBeUndefined();
  expect(besideDigest("/renamed/digest.json.gz", key, "AWSLogs/1/a.json.gz")).toBeUndefined();
});
