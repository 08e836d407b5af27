import { expect, test } from "vitest";
import { Failure } from "../../src/core/base/failure.js";
import { english } from "../../src/core/base/translate.js";
import { nextStep, stepLabel, troubleTitle } from "../../src/host/nextStep.js";
import { aProfile, anAccount } from "./builders.js";

test("a sign-in is offered where signing in can help", () => {
  const trouble = { code: "aws/expired-credentials" } as const;
  expect(nextStep(trouble, anAccount("a")).kind).toBe("sign-in");
  expect(nextStep(trouble, undefined).kind).toBe("sign-in");
  const keys = anAccount("a", { profiles: [aProfile("a", { kind: "keys" })] });
  expect(nextStep(trouble, keys).kind).toBe("open-config");
  const both = anAccount("a", { profiles: [aProfile("a", { kind: "keys" }), aProfile("b")] });
  expect(nextStep(trouble, both).kind).toBe("sign-in");
});

test("a program that is not run in Restricted Mode leads to workspace trust", () => {
  const step = nextStep({ code: "config/untrusted-workspace" }, undefined);
  expect(stepLabel(step, english)).toBe("Manage Workspace Trust");
});

test("a problem in a config file is titled by file and line", () => {
  const problem = new Failure("config/unreadable", "…", { file: "/home/me/.aws/config", line: 18 });
  expect(troubleTitle(problem, english)).toBe("Problem in config, line 18");
});

test("a denied call is titled by the action that is missing", () => {
  const denied = new Failure("aws/access-denied", "…", { action: "sts:GetCallerIdentity" });
  expect(troubleTitle(denied, english)).toBe("Not allowed: sts:GetCallerIdentity");
  expect(troubleTitle(new Failure("aws/access-denied", "…"), english)).toBe("Not allowed");
});
