import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { LensParts } from "../../src/host/lenses/lensParts.js";
import { extensionId, features, replace, until } from "./explorer.js";

const account = "acme-prod";

const samples = (): string => {
  const extension = vscode.extensions.getExtension(extensionId);
  assert.ok(extension);
  return join(extension.extensionPath, "samples", "workspace");
};

const parts = async (): Promise<LensParts> => (await features()).lenses.parts();

/** Titles of the lenses of a document as VS Code gets them, by the text of their lines. */
async function titles(document: vscode.TextDocument): Promise<ReadonlyMap<string, string>> {
  const lenses = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    document.uri,
    1_000,
  );
  const own = lenses.filter(({ command }) => command?.command === "cloudtrailExplorer.lens.open");
  return new Map(
    own.map(({ range, command }) => [document.lineAt(range.start.line).text.trim(), command?.title ?? ""]),
  );
}

/** Answers the questions of a pick one after the other, each by the label's start. */
async function picking(labels: readonly string[], work: () => Promise<unknown>): Promise<void> {
  const left = [...labels];
  const restore = replace(vscode.window, "showQuickPick", async (items: unknown) => {
    const all = (await items) as readonly vscode.QuickPickItem[];
    const wanted = left.shift() ?? "";
    const found = all.find(({ label }) => label.includes(wanted));
    assert.ok(found, `no ${wanted} among ${all.map(({ label }) => label).join(", ")}`);
    return found;
  });
  try {
    await work();
  } finally {
    restore();
  }
  assert.deepEqual(left, []);
}

suite("lenses", () => {
  let folder = "";
  const open = async (path: string): Promise<vscode.TextDocument> => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(join(folder, path)));
    await vscode.window.showTextDocument(document, { preview: false });
    return document;
  };
  const bucket = `resource "aws_s3_bucket" "exports" {`;
  const database = `resource "aws_db_instance" "shop" {`;

  suiteSetup(async () => {
    folder = mkdtempSync(join(tmpdir(), "cte-lenses-"));
    cpSync(samples(), folder, { recursive: true });
    await vscode.commands.executeCommand("cloudtrailExplorer.sample.explore");
  });

  suiteTeardown(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.commands.executeCommand("cloudtrailExplorer.sample.remove");
    rmSync(folder, { recursive: true, force: true });
  });

  test("stand over the resources at once, and ask nothing before an account was chosen", async () => {
    const { aws } = await features();
    const { lookup } = await aws.services();
    let asked = 0;
    const restore = replace(lookup, "fetch", () => {
      asked++;
      return Promise.reject(new Error("nobody allowed this"));
    });
    try {
      const document = await open("terraform/main.tf");
      const shown = await titles(document);
      assert.equal(shown.get(bucket), "CloudTrail history");
      assert.ok(shown.size >= 5, [...shown.keys()].join("\n"));
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      assert.equal(asked, 0);
    } finally {
      restore();
    }
  });

  test("tell the changes of the account that was chosen, and what was made outside", async () => {
    const document = await open("terraform/main.tf");
    const { actions } = await parts();
    const lens = { uri: document.uri.toString(), address: "aws_s3_bucket.exports" };
    await picking([account, "eu-west-1"], () => actions.open(lens));
    let shown: ReadonlyMap<string, string> = new Map();
    await until("titles with histories", async () => {
      shown = await titles(document);
      return /in \d+ days/.test(shown.get(bucket) ?? "") && /outside/.test(shown.get(database) ?? "");
    }).catch(() => assert.fail([...shown].map((pair) => pair.join(": ")).join("\n")));
    assert.match(
      shown.get(database) ?? "",
      /^\$\(warning\) Changed outside Terraform · alice@acme\.example, console, /,
    );
  });
});
