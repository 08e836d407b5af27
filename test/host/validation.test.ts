import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import * as vscode from "vscode";
import type { ValidationNode } from "../../src/host/validation/validationTree.js";
import type { ValidationParts } from "../../src/host/validation/validationParts.js";
import { addChain, makeKey, sha256, type Files, type MadeDigest } from "../core/digest/madeChains.js";
import { features, messages, replace, until } from "./explorer.js";

const key = makeKey();
const forged = JSON.stringify({ Records: [{ eventID: "forged" }] });

interface Copy {
  readonly top: string;
  readonly digests: readonly MadeDigest[];
  readonly at: (path: string) => vscode.Uri;
}

/** A copy of a bucket with a chain of four hours, two logs each, on disk. */
function writeCopy(change: (files: Files, digests: readonly MadeDigest[]) => void): Copy {
  const top = mkdtempSync(join(tmpdir(), "cte-validation-"));
  const files: Files = new Map();
  const digests = addChain(files, { hours: 4, keyAt: () => key });
  change(files, digests);
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), bytes);
  }
  return { top, digests, at: (path) => vscode.Uri.file(join(top, path)) };
}

const parts = async (): Promise<ValidationParts> => (await features()).validation.parts();
const keysFile = join(mkdtempSync(join(tmpdir(), "cte-keys-")), "keys.json");
const keysJson = JSON.stringify({ PublicKeyList: [key.listed] });

/** Validates as the Explorer's menu does, by keys that lie outside of the folder. */
async function validate(uri: vscode.Uri): Promise<void> {
  const pick = replace(vscode.window, "showQuickPick", async (items: readonly unknown[]) => items[0]);
  const open = replace(vscode.window, "showOpenDialog", async () => [vscode.Uri.file(keysFile)]);
  try {
    await vscode.commands.executeCommand("cloudtrailExplorer.validation.validate", uri);
  } finally {
    pick();
    open();
  }
}

const labelOf = ({ label, description }: vscode.TreeItem): string =>
  `${typeof label === "string" ? label : (label?.label ?? "")} | ${String(description ?? "")}`;

async function lines(node?: ValidationNode): Promise<readonly (readonly [string, ValidationNode])[]> {
  const { validation } = await features();
  return validation.getChildren(node).map((each) => [labelOf(validation.getTreeItem(each)), each] as const);
}

/** The node under these labels, each the start of its line. */
async function open(...starts: readonly string[]): Promise<ValidationNode> {
  let node: ValidationNode | undefined;
  for (const start of starts) {
    const all = await lines(node);
    node = all.find(([line]) => line.startsWith(start))?.[1];
    assert.ok(node, `no ${start} among ${all.map(([line]) => line).join(", ")}`);
  }
  assert.ok(node);
  return node;
}

suite("validation", () => {
  let copy: Copy;
  let modified = "";
  let deleted = "";
  let errors: ReturnType<typeof messages>;

  suiteSetup(async () => {
    writeFileSync(keysFile, keysJson);
    copy = writeCopy((files, digests) => {
      modified = digests[1]?.logs[0] ?? "";
      deleted = digests[2]?.logs[1] ?? "";
      files.set(modified, gzipSync(forged));
      files.delete(deleted);
    });
    errors = messages("showErrorMessage");
    await validate(copy.at("."));
  });

  suiteTeardown(async () => {
    errors.restore();
    await vscode.commands.executeCommand("cloudtrailExplorer.validation.clear");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    rmSync(copy.top, { recursive: true });
    rmSync(dirname(keysFile), { recursive: true });
  });

  test("shows trail, Region, day, digest and log, each with what is wrong below it", async () => {
    const root = await lines();
    assert.deepEqual(
      root.map(([line]) => line),
      ["t-main · 111122223333 | 2 broken · 13 proven"],
    );
    const day = ["t-main", "us-east-1", "2025-03-01"];
    const digest = await lines(await open(...day, "Digest until 02:04:12"));
    assert.deepEqual(
      digest.map(([line]) => line.replace(/ [0-9a-f]{16} /, " … ")),
      [
        "Digest itself | authentic; the signature in its metadata fits",
        "Link to the digest before | link holds",
        "Log 01:09 … | modified; the hash differs from the stated one",
        "Log 01:14 … | authentic",
      ],
    );
  });

  test("marks the broken file, its Problems say what to do, and what is gone is marked at its folder", async () => {
    const { badges } = await parts();
    const mark = badges.provideFileDecoration(copy.at(modified));
    assert.equal(mark?.badge, "✗");
    assert.equal(mark.propagate, true);
    const intact = badges.provideFileDecoration(copy.at(copy.digests[0]?.logs[0] ?? ""));
    assert.equal(intact?.badge, "✓");
    const [problem, ...others] = vscode.languages.getDiagnostics(copy.at(modified));
    assert.deepEqual(others, []);
    assert.match(problem?.message ?? "", /^modified; .*Copy the log from the bucket again/);
    const [gone] = vscode.languages.getDiagnostics(copy.at(dirname(deleted)));
    assert.match(gone?.message ?? "", /: deleted/);
  });

  test("opens the evidence with both hashes, the signed text and the key", async () => {
    const log = await open("t-main", "us-east-1", "2025-03-01", "Digest until 02:04:12", "Log 01:09");
    await vscode.commands.executeCommand("cloudtrailExplorer.validation.showEvidence", log);
    const text = await until("the page", () =>
      vscode.workspace.textDocuments
        .find(({ uri }) => uri.scheme === "cloudtrail-explorer-evidence")
        ?.getText(),
    );
    assert.match(text, new RegExp(sha256(forged)));
    assert.match(text, /Expected SHA\\-256.*[0-9a-f]{64}/);
    const digest = await open("t-main", "us-east-1", "2025-03-01", "Digest until 02:04:12", "Digest itself");
    assert.ok(digest.kind === "verdict");
    const { evidence } = await parts();
    const page = await vscode.workspace.openTextDocument(evidence.address(digest.ref));
    assert.match(page.getText(), new RegExp(key.fingerprint));
    assert.match(page.getText(), /^ {4}2025-03-01T02:04:12Z$/m);
  });

  test("exports a report in the form that is picked", async () => {
    const file = join(copy.top, "report.md");
    const pick = replace(vscode.window, "showQuickPick", async (items: readonly unknown[]) => items[0]);
    const save = replace(vscode.window, "showSaveDialog", async () => vscode.Uri.file(file));
    try {
      await vscode.commands.executeCommand("cloudtrailExplorer.validation.export");
    } finally {
      pick();
      save();
    }
    assert.match(
      readFileSync(file, "utf8"),
      /^# CloudTrail validation\n\n4 of 4 digests and 6 of 8 logs proven/,
    );
    rmSync(file);
  });

  test("lists digests in the Test Explorer, and one alone can be checked anew", async () => {
    const { tests } = await parts();
    let item: vscode.TestItem | undefined;
    const look = (items: vscode.TestItemCollection): void =>
      items.forEach((each) => {
        if (each.label === "Digest until 02:04:12") item = each;
        look(each.children);
      });
    look(tests.controller.items);
    assert.ok(item);
    writeFileSync(
      copy.at(modified).fsPath,
      gzipSync(JSON.stringify({ Records: [{ eventID: "us-east-1-1-0" }] })),
    );
    const told: string[] = [];
    const create = replace(tests.controller, "createTestRun", () => ({
      started: ({ label }: vscode.TestItem) => told.push(`started ${label}`),
      passed: ({ label }: vscode.TestItem) => told.push(`passed ${label}`),
      failed: ({ label }: vscode.TestItem) => told.push(`failed ${label}`),
      skipped: ({ label }: vscode.TestItem) => told.push(`skipped ${label}`),
      end: () => told.push("end"),
    }));
    try {
      const request = new vscode.TestRunRequest([item]);
      await tests.profile.runHandler(request, new vscode.CancellationTokenSource().token);
    } finally {
      create();
    }
    assert.deepEqual(errors.shown.slice(1), []);
    assert.deepEqual(told, ["started Digest until 02:04:12", "passed Digest until 02:04:12", "end"]);
  });

  test("a digest that is pointed at is judged with the whole copy, and its chain alone is shown", async () => {
    await validate(copy.at(copy.digests[0]?.key ?? ""));
    const { runs } = await parts();
    assert.equal(runs.current?.folder, join(copy.top, "AWSLogs"));
    assert.equal(runs.current.range.trail, "t-main");
    assert.equal(runs.current.results.tally.digests.proven, 4);
  });

  test("keys can be asked of an account, and are kept for the next time", async () => {
    await vscode.commands.executeCommand("cloudtrailExplorer.sample.explore");
    const recent = mkdtempSync(join(tmpdir(), "cte-validation-"));
    const files: Files = new Map();
    addChain(files, { hours: 2, keyAt: () => key, region: "eu-west-1", startMs: Date.now() - 86_400_000 });
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(recent, path)), { recursive: true });
      writeFileSync(join(recent, path), bytes);
    }
    const wanted = ["Ask an AWS account", "acme-prod"];
    const pick = replace(vscode.window, "showQuickPick", async (items: unknown) => {
      const label = wanted.shift() ?? "";
      return ((await items) as readonly vscode.QuickPickItem[]).find((item) => item.label.includes(label));
    });
    const warnings = messages("showWarningMessage");
    try {
      await vscode.commands.executeCommand("cloudtrailExplorer.validation.validate", vscode.Uri.file(recent));
      const { runs } = await parts();
      assert.equal(runs.current?.folder, recent);
      assert.equal(runs.current.keySource.kind, "file");
      assert.ok(runs.current.keys.keys.size > 0);
      assert.ok([...runs.current.keys.keys.values()].every(({ trust }) => trust === "given"));
      // the chain was signed by a key of ours, which the account does not list
      assert.equal(runs.current.results.tally.of("digest", "keyMissing"), 2);
      await vscode.commands.executeCommand("cloudtrailExplorer.validation.validate", vscode.Uri.file(recent));
      assert.deepEqual(wanted, []);
    } finally {
      pick();
      warnings.restore();
      rmSync(recent, { recursive: true });
      await vscode.commands.executeCommand("cloudtrailExplorer.sample.remove");
    }
    await validate(copy.at("."));
  });

  test("a folder without keys at hand can be checked without, and says that no signature was", async () => {
    const pick = replace(vscode.window, "showQuickPick", async (items: readonly unknown[]) => items.at(-1));
    const warnings = messages("showWarningMessage");
    try {
      await vscode.commands.executeCommand("cloudtrailExplorer.validation.chooseKeys");
    } finally {
      pick();
      warnings.restore();
    }
    const { runs } = await parts();
    assert.equal(runs.current?.results.tally.of("digest", "keyMissing"), 4);
  });

  test("clearing it takes every trace away", async () => {
    await vscode.commands.executeCommand("cloudtrailExplorer.validation.clear");
    assert.deepEqual(await lines(), []);
    await until("no Problems", () => vscode.languages.getDiagnostics(copy.at(dirname(deleted))).length === 0);
    assert.equal((await parts()).badges.provideFileDecoration(copy.at(modified)), undefined);
  });
});
