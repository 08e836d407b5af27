import { describe, expect, test } from "vitest";
import { readLensArguments } from "../../src/cli/lensArguments.js";
import { readWhoArguments } from "../../src/cli/whoArguments.js";
import { historyMs } from "../../src/core/search/window.js";

const role = "arn:aws:iam::111122223333:role/deploy";

describe("arguments of who", () => {
  test("an ARN is asked for by its names, where global services record, in all of event history", () => {
    expect(readWhoArguments([role])).toMatchObject({
      names: ["deploy", role],
      subject: { type: "AWS::IAM::Role" },
      accountId: "111122223333",
      search: {
        query: {
          range: { kind: "last", ms: historyMs },
          regions: ["us-east-1"],
          filters: [
            { field: "resource", value: "deploy" },
            { field: "resource", value: role },
            { field: "access", value: "write" },
          ],
        },
      },
    });
  });

  test("what event history does not list by name is asked for by its calls, too", () => {
    const group = "arn:aws:logs:eu-west-1:111122223333:log-group:/app";
    const args = readWhoArguments([group]);
    const filters = "problem" in args ? [] : args.search.query.filters;
    expect(filters).toContainEqual({ field: "event", value: "PutRetentionPolicy", negated: false });
    expect(filters).toContainEqual({ field: "resource", value: group, negated: false });
  });

  test("options win over the ARN, and a stretch of time is taken", () => {
    const args = readWhoArguments([role, "--region", "eu-west-1", "--from", "2026-11-01", "--to=2026-11-02"]);
    expect(args).toMatchObject({
      search: {
        query: {
          regions: ["eu-west-1"],
          range: { kind: "exact", fromMs: Date.UTC(2026, 10, 1) },
        },
      },
    });
  });

  test("a name is asked for as it stands, whatever characters are in it", () => {
    expect(readWhoArguments(['my "odd" event:x'])).toMatchObject({
      names: ['my "odd" event:x'],
      subject: undefined,
      search: { query: { filters: [{ field: "resource", value: 'my "odd" event:x' }, { field: "access" }] } },
    });
  });

  test.each([[[]], [["a", "b"]], [["arn:aws:s3"]], [["x", "--from", "soon"]], [["x", "--folder", "y"]]])(
    "%j is refused",
    (words) => expect(readWhoArguments(words)).toHaveProperty("problem"),
  );
});

describe("arguments of lens", () => {
  test("a file with states and stacks", () => {
    expect(
      readLensArguments(["main.tf", "--state", "a", "--state=b", "--stack", "s", "--sample", "--json"]),
    ).toEqual({
      file: "main.tf",
      states: ["a", "b"],
      stacks: ["s"],
      account: undefined,
      region: undefined,
      sample: true,
      json: true,
    });
  });

  test.each([
    [[]],
    [["a", "b"]],
    [["a", "--sample"]],
    [["a", "--stack", "s", "--sample", "--profile", "p"]],
    [["a", "--x"]],
  ])("%j is refused", (words) => expect(readLensArguments(words)).toHaveProperty("problem"));
});
