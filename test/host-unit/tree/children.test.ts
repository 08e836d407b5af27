import { expect, test } from "vitest";
import { Failure } from "../../../src/core/base/failure.js";
import { loadChildren, type TreeSources } from "../../../src/host/tree/children.js";
import { accountNode, type GroupNode, type TreeNode } from "../../../src/host/tree/nodes.js";
import { aProfile, aStore, aTrail, anAccount, FakeDirectory, noTrails, treeSources } from "../builders.js";

const signal = new AbortController().signal;
const prod = anAccount("prod");
const node = accountNode(prod, "account:prod");

function directory(): FakeDirectory {
  const fake = new FakeDirectory();
  fake.accounts = [prod];
  return fake;
}

const group = (kind: GroupNode["kind"]): GroupNode => ({
  kind,
  id: `account:prod/eu-west-1/${kind}`,
  account: "prod",
  region: "eu-west-1",
});

const load = (of: TreeNode, sources: TreeSources): Promise<readonly TreeNode[]> =>
  loadChildren(of, sources, signal);

test("an account shows the profile's Region, us-east-1 and the added ones, each once", async () => {
  const sources = treeSources(directory(), { addedRegions: () => ["ap-south-1", "eu-west-1"] });
  const regions = await load(node, sources);
  expect(regions.map(({ region }) => region)).toEqual(["eu-west-1", "us-east-1", "ap-south-1"]);
  expect(regions.map((each) => each.kind === "region" && each.added)).toEqual([false, false, true]);
});

test("an account of the China partition shows its own main Region instead of us-east-1", async () => {
  const china = anAccount("cn", { profiles: [aProfile("cn", { region: "cn-northwest-1" })] });
  const regions = await load(accountNode(china, "account:cn"), treeSources(directory()));
  expect(regions.map(({ region }) => region)).toEqual(["cn-northwest-1", "cn-north-1"]);
});

test("an expired sign-in is the account's only child and offers to sign in", async () => {
  const fake = directory();
  fake.identify = async () => Promise.reject(new Failure("aws/sign-in-needed", "Sign in to prod."));
  const children = await load(node, treeSources(fake));
  expect(children).toHaveLength(1);
  expect(children[0]).toMatchObject({ kind: "problem", step: { kind: "sign-in" } });
});

test("expired access keys cannot be signed in again, so the config file is offered", async () => {
  const fake = directory();
  fake.accounts = [anAccount("prod", { profiles: [aProfile("prod", { kind: "keys" })] })];
  fake.identify = async () => Promise.reject(new Failure("aws/expired-credentials", "Expired."));
  expect(await load(node, treeSources(fake))).toMatchObject([{ step: { kind: "open-config" } }]);
});

test("an account whose identity cannot be asked still shows its Regions below the problem", async () => {
  const fake = directory();
  fake.identify = async () => Promise.reject(new Failure("aws/network", "No connection to STS."));
  const children = await load(node, treeSources(fake));
  expect(children.map(({ kind }) => kind)).toEqual(["problem", "region", "region"]);
});

test("a Region holds event history, trails, event data stores and channels", async () => {
  const [region] = await load(node, treeSources(directory()));
  expect(region).toBeDefined();
  const parts = region === undefined ? [] : await load(region, treeSources(directory()));
  expect(parts.map(({ kind }) => kind)).toEqual(["event-history", "trails", "event-data-stores", "channels"]);
  expect(new Set(parts.map(({ id }) => id)).size).toBe(4);
});

test("trails of the Region itself come before shadows of others", async () => {
  const trails = async () => [aTrail("a-shadow", { shadow: true }), aTrail("z-own"), aTrail("b-own")];
  const children = await load(group("trails"), treeSources(directory(), { trails: { ...noTrails, trails } }));
  expect(children.map((child) => child.kind === "trail" && child.trail.name)).toEqual([
    "b-own",
    "z-own",
    "a-shadow",
  ]);
});

test("a denied call is a child that names the action and the Region", async () => {
  const denied = new Failure("aws/access-denied", "cloudtrail:ListChannels is not allowed in eu-west-1.", {
    action: "cloudtrail:ListChannels",
    region: "eu-west-1",
  });
  const channels = async () => Promise.reject(denied);
  const children = await load(
    group("channels"),
    treeSources(directory(), { trails: { ...noTrails, channels } }),
  );
  expect(children).toMatchObject([
    { kind: "problem", region: "eu-west-1", trouble: { detail: { action: "cloudtrail:ListChannels" } } },
  ]);
});

test("no trails is said, not shown as an empty branch", async () => {
  expect(await load(group("trails"), treeSources(directory()))).toMatchObject([
    { kind: "note", text: "No trails" },
  ]);
});

test("an empty or denied list of event data stores says that Lake takes no new customers", async () => {
  const sources = treeSources(directory());
  const denied = async () => Promise.reject(new Failure("aws/access-denied", "Not allowed."));
  const deniedSources = treeSources(directory(), { trails: { ...noTrails, eventDataStores: denied } });
  for (const each of [sources, deniedSources]) {
    const [child] = await load(group("event-data-stores"), each);
    expect(child && "hint" in child ? child.hint : "").toContain(
      "closed to new customers since May 31, 2026",
    );
  }
});

test("event data stores come by name", async () => {
  const eventDataStores = async () => [aStore("b"), aStore("a")];
  const children = await load(
    group("event-data-stores"),
    treeSources(directory(), { trails: { ...noTrails, eventDataStores } }),
  );
  expect(children.map((child) => child.kind === "event-data-store" && child.store.name)).toEqual(["a", "b"]);
});

test("an error nobody expected becomes a problem node, and its stack goes to the log", async () => {
  const logged: string[] = [];
  const sources = treeSources(directory(), {
    trails: { ...noTrails, trails: async () => Promise.reject(new TypeError("undefined is no trail")) },
    log: { ...treeSources(directory()).log, error: (message) => logged.push(message) },
  });
  const children = await load(group("trails"), sources);
  expect(children).toMatchObject([{ kind: "problem" }]);
  expect(logged.join()).toContain("undefined is no trail");
});

test("called-off loading is no problem", async () => {
  const abort = new AbortController();
  abort.abort();
  const trails = async () => Promise.reject(new DOMException("aborted", "AbortError"));
  const sources = treeSources(directory(), { trails: { ...noTrails, trails } });
  expect(await loadChildren(group("trails"), sources, abort.signal)).toEqual([]);
});
