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
      /^\$\(warning\)\sChanged outside Terraform · alice@acme\.example, console, /,
    );
  });

  test("a stack that samconfig.toml names tells what resources are called", async () => {
    const document = await open("sam/template.yaml");
    await until("a history of the function", async () => {
      const shown = await titles(document);
      return /in \d+ days|outside|No changes/.test(shown.get("CheckoutFunction:") ?? "");
    }).catch(async () =>
      assert.fail([...(await titles(document))].map((pair) => pair.join(": ")).join("\n")),
    );
    const { model } = await parts();
    const facts = model.linesOf(document).find(({ ref }) => ref.address === "CheckoutFunction")?.facts;
    assert.equal(facts?.resource.instances[0]?.identities[0]?.grounds, "stack");
  });

  test("a click on the history searches for the very resource", async () => {
    const document = await open("terraform/main.tf");
    const { panels } = await features();
    const asked: string[] = [];
    const restore = replace(panels, "open", (text: string) => void asked.push(text));
    try {
      const lens = { uri: document.uri.toString(), address: "aws_db_instance.shop" };
      await vscode.commands.executeCommand("cloudtrailExplorer.lens.history", lens);
    } finally {
      restore();
    }
    assert.match(asked[0] ?? "", /resource:shop-db/);
    assert.match(asked[0] ?? "", /region:eu-west-1/);
  });

  test("the last change opens beside the one before it", async () => {
    const document = await open("terraform/main.tf");
    const lens = { uri: document.uri.toString(), address: "aws_security_group.database" };
    await vscode.commands.executeCommand("cloudtrailExplorer.lens.compare", lens);
    await until("the diff", () =>
      vscode.window.tabGroups.activeTabGroup.tabs.some(
        ({ input }) => input instanceof vscode.TabInputTextDiff,
      ),
    );
  });

  test("resources changed outside are problems when somebody wants them, and lenses go by one command", async () => {
    const document = await open("terraform/main.tf");
    const settings = vscode.workspace.getConfiguration("cloudtrailExplorer");
    await settings.update("lens.problems", true, vscode.ConfigurationTarget.Global);
    try {
      const [problem] = await until("the problem", () => {
        const found = vscode.languages
          .getDiagnostics(document.uri)
          .filter(({ source }) => source === "CloudTrail");
        return found.length > 0 && found;
      });
      assert.match(problem?.message ?? "", /aws_db_instance\.shop: Changed outside Terraform/);
      await vscode.commands.executeCommand("cloudtrailExplorer.lens.toggle");
      assert.equal((await titles(document)).size, 0);
    } finally {
      await vscode.commands.executeCommand("cloudtrailExplorer.lens.toggle");
      await settings.update("lens.problems", undefined, vscode.ConfigurationTarget.Global);
    }
    assert.ok((await titles(document)).size > 0);
  });
});
