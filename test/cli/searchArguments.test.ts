import { describe, expect, test } from "vitest";
import { readSearchArguments, type SearchArguments } from "../../src/cli/searchArguments.js";

function read(words: readonly string[], env: Record<string, string> = {}): SearchArguments {
  const args = readSearchArguments(words, env);
  if ("problem" in args) throw new Error(args.problem);
  return args;
}

const problem = (...words: string[]): string => {
  const args = readSearchArguments(words);
  return "problem" in args ? args.problem : "";
};

describe("search arguments", () => {
  test("a query may be one word of the shell or many", () => {
    const one = read(["user:alice -service:kms last:1d stopped"]);
    expect(read(["user:alice", "-service:kms", "last:1d", "stopped"])).toEqual(one);
    expect(one.query.filters).toEqual([
      { field: "user", negated: false, value: "alice" },
      { field: "service", negated: true, value: "kms" },
    ]);
    expect(one).toMatchObject({ sample: false, format: "table", limit: undefined });
  });

  test("options stand anywhere, with their value behind them or after an equals sign", () => {
    const args = read([
      "--region",
      "eu-west-1,us-east-1",
      "x",
      "--region=eu-central-1",
      "--limit=5",
      "--json",
      "--sample",
    ]);
    expect(args.query.regions).toEqual(["eu-west-1", "us-east-1", "eu-central-1"]);
    expect(args).toMatchObject({ sample: true, format: "json", limit: 5 });
  });

  test("what options say of the place wins over the query line, and AWS_PROFILE comes last", () => {
    expect(
      read(["account:a", "--profile", "p", "--account", "b"], { AWS_PROFILE: "e" }).query.accounts,
    ).toEqual(["p", "b"]);
    expect(read(["account:a"], { AWS_PROFILE: "e" }).query.accounts).toEqual(["a"]);
    expect(read([], { AWS_PROFILE: "e" }).query.accounts).toEqual(["e"]);
    expect(read(["--sample"], { AWS_PROFILE: "e" }).query.accounts).toEqual([]);
  });

  test("everything behind two dashes is query text", () => {
    expect(read(["--csv", "--", '"--json"']).query.words).toEqual(["--json"]);
  });

  test.each([
    [["--jsn"], "There is no option --jsn"],
    [["--json=yes"], "There is no option --json=yes"],
    [["--limit"], "--limit needs a value"],
    [["--limit", "0"], "--limit takes a whole number above 0, not 0"],
    [["--limit=1e3"], "--limit takes a whole number above 0, not 1e3"],
    [["--json", "--csv"], "--json and --csv exclude each other"],
    [["--sample", "--profile", "x"], "--sample and --profile exclude each other"],
  ])("%j is refused", (words, wanted) => {
    expect(problem(...words)).toBe(wanted);
  });

  test("a problem of the query is shown under the part that is meant", () => {
    expect(problem("stopped", "usr:alice")).toBe(
      'There is no field "usr". Did you mean "user"?\n  stopped usr:alice\n          ^^^^',
    );
  });
});
