import { expect, test } from "vitest";
import type { Account, Profile } from "../../../src/core/accounts/account.js";
import type { FailureCode, FailureDetail } from "../../../src/core/base/failure.js";
import { english } from "../../../src/core/base/translate.js";
import type { Asked, AskedScope } from "../../../src/core/search/asked.js";
import { NextSteps } from "../../../src/host/search/answerProblems.js";
import { progressOf } from "../../../src/core/search/progress.js";

const profile = (kind: Profile["kind"]): Profile => ({
  key: "prod",
  name: "prod",
  file: "config",
  line: 3,
  region: "eu-west-1",
  kind,
  accountId: "111122223333",
  endpoint: undefined,
});

const account = (kind: Profile["kind"]): Account => ({
  key: "111122223333",
  accountId: "111122223333",
  name: "acme-prod",
  profiles: [profile(kind)],
});

const scope = (region: string, code?: FailureCode, detail: FailureDetail = {}): AskedScope => ({
  account: "111122223333",
  accountId: "111122223333",
  region,
  attribute: undefined,
  pages: 1,
  cachedPages: 0,
  reachedMs: 1_000,
  state: code === undefined ? "running" : "failed",
  ...(code === undefined ? {} : { failure: { code, message: `${code} in ${region}.`, detail } }),
});

const asked = (...scopes: AskedScope[]): Asked => ({
  fromMs: 0,
  toMs: 2_000,
  scopes,
  filteredHere: [],
  received: 0,
  duplicates: 0,
  unreadable: 0,
});

const failure = (code: FailureCode | "bug", detail: FailureDetail = {}) => ({
  code,
  message: "It failed.",
  detail,
});

test("the same trouble in several Regions is one problem that names them", () => {
  const steps = new NextSteps([account("sso")], english);
  const answer = asked(
    scope("eu-west-1", "aws/expired-credentials"),
    scope("us-east-1", "aws/expired-credentials"),
    scope("us-east-1", "aws/expired-credentials"),
    scope("eu-north-1"),
  );
  expect(steps.ofScopes(answer)).toEqual([
    {
      code: "aws/expired-credentials",
      message: "aws/expired-credentials in eu-west-1. (The same in us-east-1.)",
      action: { kind: "sign-in", account: "111122223333" },
      actionLabel: "Sign In",
    },
  ]);
});

test("different causes stay different problems", () => {
  const steps = new NextSteps([account("sso")], english);
  const answer = asked(
    scope("eu-west-1", "aws/access-denied", { action: "cloudtrail:LookupEvents" }),
    scope("us-east-1", "aws/access-denied", { action: "kms:Decrypt" }),
    scope("ap-south-2", "aws/region-off"),
  );
  expect(steps.ofScopes(answer).map(({ code, action }) => [code, action])).toEqual([
    ["aws/access-denied", { kind: "retry" }],
    ["aws/access-denied", { kind: "retry" }],
    ["aws/region-off", { kind: "retry" }],
  ]);
});

test("keys written into a file cannot be signed in again, so the file is the next step", () => {
  const steps = new NextSteps([account("keys")], english);
  expect(steps.ofSearch(failure("aws/expired-credentials"), "111122223333").action).toEqual({
    kind: "open-config",
    account: "111122223333",
  });
});

test("an account is found by any name a query or a failure may give it", () => {
  const steps = new NextSteps([account("sso")], english);
  const signIn = { kind: "sign-in", account: "111122223333" };
  expect(steps.ofSearch(failure("aws/sign-in-needed"), "acme-prod").action).toEqual(signIn);
  expect(steps.ofSearch(failure("aws/sign-in-needed"), "prod").action).toEqual(signIn);
  expect(steps.ofSearch(failure("aws/sign-in-needed", { profile: "prod" }), undefined).action).toEqual(
    signIn,
  );
});

test("without any account the sample account is the next step", () => {
  const steps = new NextSteps([], english);
  expect(steps.ofSearch(failure("aws/no-credentials"), undefined)).toEqual({
    code: "aws/no-credentials",
    message: "It failed.",
    action: { kind: "explore-sample" },
    actionLabel: "Explore the Sample Account",
  });
});

test("what only the log can explain leads to the log", () => {
  const steps = new NextSteps([account("sso")], english);
  for (const code of ["bug", "aws/bad-answer"] as const)
    expect(steps.ofSearch(failure(code), undefined).action).toEqual({ kind: "show-log" });
});

test("what may have passed by itself can be tried again", () => {
  const steps = new NextSteps([account("sso")], english);
  expect(steps.ofSearch(failure("aws/network"), undefined)).toMatchObject({
    action: { kind: "retry" },
    actionLabel: "Try Again",
  });
});

test("progress is the share of time read over all scopes, and a failed scope is done", () => {
  expect(progressOf(undefined)).toBe(0);
  expect(progressOf(asked())).toBe(0);
  expect(progressOf(asked(scope("a"), scope("b")))).toBe(0.5);
  expect(progressOf(asked(scope("a"), scope("b", "aws/region-off")))).toBe(0.75);
  expect(progressOf(asked({ ...scope("a"), state: "complete", reachedMs: 2_000 }))).toBe(1);
});
