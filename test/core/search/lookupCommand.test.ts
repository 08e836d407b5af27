import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventCommand, lookupCommand } from "../../../src/core/search/lookupCommand.js";
import { anEvent } from "./builders.js";

describe("the AWS CLI command", () => {
  test("for one event finds it by its id", () => {
    expect(eventCommand(anEvent({ id: "3f2504e0-4f89-41d3-9a0c-0305e82c3301" }), "acme-prod")).toBe(
      "aws cloudtrail lookup-events --profile acme-prod --region eu-west-1 " +
        "--lookup-attributes AttributeKey=EventId,AttributeValue=3f2504e0-4f89-41d3-9a0c-0305e82c3301 " +
        "--start-time 2026-11-20T12:00:00Z --end-time 2026-11-20T12:00:01Z",
    );
  });

  test("asks for a value with characters of the CLI's shorthand as JSON", () => {
    const attribute = { key: "ResourceName", value: 'a,b="c"' } as const;
    expect(lookupCommand({ region: "us-east-1", attribute })).toBe(
      `aws cloudtrail lookup-events --region us-east-1 --lookup-attributes '[{"AttributeKey":"ResourceName","AttributeValue":"a,b=\\"c\\""}]'`,
    );
  });

  test("rounds its times outward to whole seconds", () => {
    const command = lookupCommand({ region: "us-east-1", fromMs: 1_500, toMs: 2_500 });
    expect(command).toBe(
      "aws cloudtrail lookup-events --region us-east-1 --start-time 1970-01-01T00:00:01Z --end-time 1970-01-01T00:00:03Z",
    );
  });

  test("reaches the CLI as one argument each, whatever a value holds", () => {
    const hostile = fc.oneof(
      fc.string({ minLength: 1, maxLength: 20 }),
      fc.constantFrom("'; touch pwned; '", "$(id)", "`id`", "a\\'b", "-x", "!!", "~", "a b"),
    );
    fc.assert(
      fc.property(hostile, (value) => {
        const command = lookupCommand({ region: "us-east-1", attribute: { key: "Username", value } });
        const shown = command.replace(/^aws cloudtrail lookup-events/, `printf '%s\\n'`);
        const args = execFileSync("sh", ["-c", shown], { encoding: "utf8" }).trimEnd().split("\n");
        expect(args.slice(0, 3)).toEqual(["--region", "us-east-1", "--lookup-attributes"]);
        expect(args).toHaveLength(4);
        const given = args[3] ?? "";
        const read = given.startsWith("[")
          ? (JSON.parse(given) as { AttributeValue: string }[])[0]?.AttributeValue
          : given.split("AttributeValue=")[1];
        expect(read).toBe(value);
      }),
      { numRuns: 60 },
    );
  });
});
