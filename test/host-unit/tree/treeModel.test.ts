import { expect, test } from "vitest";
import { Failure } from "../../../src/core/base/failure.js";
import { silentLog } from "../../../src/core/base/log.js";
import { english } from "../../../src/core/base/translate.js";
import type { TreeNode } from "../../../src/host/tree/nodes.js";
import type { SampleState } from "../../../src/host/tree/roots.js";
import { TreeModel } from "../../../src/host/tree/treeModel.js";
import { aProfile, aTrail, anAccount, FakeDirectory, noTrails, treeSources } from "../builders.js";

function setUp(directory: FakeDirectory, fields: { profiles?: string[]; sample?: SampleState } = {}) {
  const asked: string[] = [];
  const trails = async (account: string, region: string) => {
    asked.push(`${account} ${region}`);
    return [aTrail("main")];
  };
  const sources = treeSources(directory, { trails: { ...noTrails, trails } });
  const model = new TreeModel({
    sources: async () => sources,
    profiles: () => fields.profiles ?? [],
    sample: () => fields.sample ?? { kind: "off" },
    log: silentLog,
    t: english,
  });
  const changes: (string | undefined)[] = [];
  model.onDidChange((node) => changes.push(node?.id));
  return { model, asked, changes };
}

async function open(model: TreeModel, ...path: readonly string[]): Promise<TreeNode> {
  let nodes = await model.roots();
  let found: TreeNode | undefined;
  for (const word of path) {
    found = nodes.find(
      (node) =>
        node.kind === word || node.region === word || (node.kind === "account" && node.source.name === word),
    );
    if (found === undefined) throw new Error(`no ${word}`);
    nodes = await model.children(found);
  }
  if (found === undefined) throw new Error("no path");
  return found;
}

function known(...names: string[]): FakeDirectory {
  const directory = new FakeDirectory();
  directory.accounts = names.map((name) => anAccount(name));
  return directory;
}

test("children are asked for once and then kept", async () => {
  const { model, asked } = setUp(known("prod"));
  const trails = await open(model, "prod", "eu-west-1", "trails");
  await Promise.all([model.children(trails), model.children(trails)]);
  expect(asked).toEqual(["prod eu-west-1"]);
});

test("refreshing a node asks again below it and nowhere else", async () => {
  const { model, asked, changes } = setUp(known("prod"));
  const trails = await open(model, "prod", "eu-west-1", "trails");
  await open(model, "prod", "us-east-1", "trails");
  await model.refresh(trails.id);
  expect(changes.at(-1)).toBe(trails.id);
  await model.children(trails);
  await open(model, "prod", "us-east-1", "trails");
  expect(asked).toEqual(["prod eu-west-1", "prod us-east-1", "prod eu-west-1"]);
});

test("refreshing an account forgets its credentials, refreshing a Region does not", async () => {
  const directory = known("prod");
  const { model } = setUp(directory);
  const region = await open(model, "prod", "eu-west-1");
  await model.refresh(region.id);
  expect(directory.refreshed).toEqual([]);
  await model.refresh("account:prod");
  expect(directory.refreshed).toEqual(["prod"]);
});

test("who waits for children while they are refreshed gets the newer ones", async () => {
  const directory = known("prod");
  const waiting: (() => void)[] = [];
  directory.identify = async (_key, signal) =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      waiting.push(() => resolve({ accountId: "1", arn: "", accountName: undefined }));
    });
  const { model } = setUp(directory);
  const [account] = await model.roots();
  if (account === undefined) throw new Error("no account");
  const first = model.children(account);
  await expect.poll(() => waiting.length).toBe(1);
  await model.refresh(account.id);
  await expect.poll(() => waiting.length).toBe(2);
  waiting[1]?.();
  expect((await first).map(({ region }) => region)).toEqual(["eu-west-1", "us-east-1"]);
});

test("an account keeps its node when its id becomes known, so that it stays expanded", async () => {
  const directory = known("prod");
  const { model } = setUp(directory);
  const [before] = await model.roots();
  directory.accounts = [
    anAccount("acme", { key: "111122223333", accountId: "111122223333", profiles: [aProfile("prod")] }),
  ];
  directory.changed.fire();
  const [after] = await model.roots();
  expect(after?.id).toBe(before?.id);
  expect(after?.account).toBe("111122223333");
  const regions = after === undefined ? [] : await model.children(after);
  expect(regions.map(({ account }) => account)).toEqual(["111122223333", "111122223333"]);
});

test("profiles that turn out to be one account share the node that was opened", async () => {
  const directory = known("alpha", "zulu");
  const { model } = setUp(directory);
  const zulu = await open(model, "zulu");
  directory.accounts = [anAccount("acme", { key: "1", profiles: [aProfile("alpha"), aProfile("zulu")] })];
  directory.changed.fire();
  expect((await model.roots()).map(({ id }) => id)).toEqual([zulu.id]);
});

test("a changed line number in the config file keeps what was loaded", async () => {
  const directory = known("prod");
  const { model, asked } = setUp(directory);
  await open(model, "prod", "eu-west-1", "trails");
  directory.accounts = [anAccount("prod", { profiles: [aProfile("prod", { line: 40 })] })];
  directory.changed.fire();
  await open(model, "prod", "eu-west-1", "trails");
  expect(asked).toHaveLength(1);
});

test("a failed account gets another chance when a file changes", async () => {
  const directory = known("prod");
  const works = directory.identify;
  directory.identify = async () => Promise.reject(new Failure("aws/sign-in-needed", "Sign in."));
  const { model } = setUp(directory);
  const account = await open(model, "prod");
  expect(model.troubleOf(account)?.code).toBe("aws/sign-in-needed");
  directory.identify = works;
  directory.changed.fire();
  expect((await model.children(account)).map(({ kind }) => kind)).toEqual(["region", "region"]);
  expect(model.troubleOf(account)).toBeUndefined();
});

test("the first level tells apart that there are no accounts and that a setting hides them", async () => {
  const none = setUp(known());
  await none.model.roots();
  expect(none.model.state).toBe("none");
  const hidden = setUp(known("prod"), { profiles: ["other"] });
  expect(await hidden.model.roots()).toEqual([]);
  expect(hidden.model.state).toBe("hidden");
  const shown = setUp(known("prod", "dev"), { profiles: ["dev"] });
  expect(await shown.model.roots()).toMatchObject([{ source: { name: "dev" } }]);
});

test("problems of config files and of the sample account stand beside the accounts", async () => {
  const directory = known("prod");
  directory.problems = [
    { code: "config/unreadable", message: "Line 3 is no setting.", detail: { file: "/c", line: 3 } },
    { code: "config/unreadable", message: "Line 9 is no setting.", detail: { file: "/c", line: 9 } },
  ];
  const trouble = new Failure("sample/not-started", "It stopped.");
  const { model } = setUp(directory, { sample: { kind: "failed", trouble } });
  const roots = await model.roots();
  expect(roots.map((node) => (node.kind === "problem" ? node.step.kind : node.kind))).toEqual([
    "account",
    "start-sample",
    "open-config",
    "open-config",
  ]);
  expect(new Set(roots.map(({ id }) => id)).size).toBe(4);
});

test("when AWS code cannot be loaded the tree says so instead of being empty", async () => {
  const model = new TreeModel({
    sources: async () => Promise.reject(new Error("aws.js is missing")),
    profiles: () => [],
    sample: () => ({ kind: "off" }),
    log: silentLog,
    t: english,
  });
  expect(await model.roots()).toMatchObject([{ kind: "problem", step: { kind: "show-log" } }]);
});

test("disposal calls off what is being loaded", async () => {
  const directory = known("prod");
  let aborted = false;
  directory.identify = async (_key, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => {
        aborted = true;
        reject(new DOMException("aborted", "AbortError"));
      });
    });
  const { model } = setUp(directory);
  const [account] = await model.roots();
  if (account === undefined) throw new Error("no account");
  const children = model.children(account);
  await new Promise((resolve) => setImmediate(resolve));
  model.dispose();
  expect(await children).toEqual([]);
  expect(aborted).toBe(true);
});
