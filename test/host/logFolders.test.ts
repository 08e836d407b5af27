import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import * as vscode from "vscode";
import { logFile, record } from "../engine/builders.js";
import type { FolderNode } from "../../src/host/folders/folderNodes.js";
import { features, replace, until } from "./explorer.js";

const folderTabs = (): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith("cloudtrailExplorer.folderSearch"),
    );

const labelOf = (label: vscode.TreeItem["label"]): string =>
  typeof label === "string" ? label : (label?.label ?? "");

suite("log folders", () => {
  let top: string;
  setup(() => {
    top = mkdtempSync(join(tmpdir(), "cte-folder-"));
    mkdirSync(join(top, "deep"));
    writeFileSync(join(top, "deep", "a.json.gz"), logFile([record("a"), record("b")]));
  });
  teardown(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    rmSync(top, { recursive: true, force: true });
  });

  const open = (path: string): Thenable<unknown> =>
    vscode.commands.executeCommand("cloudtrailExplorer.folder.open", vscode.Uri.file(path));

  test("a folder of the Explorer opens in one panel, and the engine reads it", async () => {
    await Promise.all([open(top), open(top)]);
    await until("the panel", () => folderTabs().length > 0);
    const { folders } = await features();
    const store = await folders.store(top, new AbortController().signal);
    await store.settled(new AbortController().signal);
    assert.equal(store.state.events, 2);
    assert.deepEqual(
      folderTabs().map(({ label }) => label),
      [basename(top)],
    );
    assert.equal(folders.list()[0], top);
  });

  test("a folder that went away says so and leaves no empty panel", async () => {
    const gone = join(top, "gone");
    await open(gone);
    await until("the panel to close", () => folderTabs().length === 0);
    const { folders } = await features();
    await folders.remove(gone);
    assert.ok(!folders.list().includes(gone));
  });

  test("the view tells accounts, Regions, days and what could not be read, and opens the census of it", async () => {
    writeFileSync(join(top, "cut.json.gz"), logFile([record("c")]).subarray(0, 60));
    const { folders, foldersTree } = await features();
    await folders.add(top);
    const store = await folders.store(top, new AbortController().signal);
    await store.settled(new AbortController().signal);
    const below = async (...labels: readonly string[]): Promise<readonly FolderNode[]> => {
      let nodes = await foldersTree.getChildren(
        (await foldersTree.getChildren()).find(({ folder }) => folder === top),
      );
      for (const label of labels) {
        const node = nodes.find((each) => labelOf(foldersTree.getTreeItem(each).label) === label);
        assert.ok(node, `no ${label}`);
        nodes = await foldersTree.getChildren(node);
      }
      return nodes;
    };
    const lines = (nodes: readonly FolderNode[]): readonly string[] =>
      nodes.map((node) => {
        const { label, description } = foldersTree.getTreeItem(node);
        return `${labelOf(label)} | ${String(description)}`.replace(/ · [\d.]+ \S+$/, "");
      });
    assert.deepEqual(lines(await below()), [
      "111122223333 | 2 events",
      "Other files | 1 file",
      "Not read | 1 file",
    ]);
    assert.deepEqual(lines(await below("111122223333", "eu-west-1")), ["2026-11-01 | 2 events"]);
    const [reason] = await below("Not read");
    assert.ok(reason?.kind === "reason");
    assert.deepEqual(lines(await foldersTree.getChildren(reason)), ["cut.json.gz | ."]);
    await vscode.commands.executeCommand("cloudtrailExplorer.folder.census", reason);
    const page = await until("the census", () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "cloudtrail-folder"),
    );
    assert.match(page.getText(), /cut\.json\.gz/);
    await vscode.commands.executeCommand("cloudtrailExplorer.folder.files", { folder: top });
    const list = await until("the files", () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith(".csv")),
    );
    assert.equal(list.lineCount, 4);
  });

  test("without its index a folder closes everywhere and is read anew when it is opened again", async () => {
    const { folders } = await features();
    await open(top);
    await until("the panel", () => folderTabs().length > 0);
    await until("the index", () => folders.storedIndex(top, new AbortController().signal));
    const answer = replace(vscode.window, "showWarningMessage", async (...[, , remove]: unknown[]) => remove);
    try {
      await vscode.commands.executeCommand("cloudtrailExplorer.folder.removeIndex", { folder: top });
    } finally {
      answer();
    }
    await until("the panel to close", () => folderTabs().length === 0);
    assert.equal(await folders.storedIndex(top, new AbortController().signal), undefined);
    const store = await folders.store(top, new AbortController().signal);
    await store.settled(new AbortController().signal);
    assert.equal(store.state.events, 2);
    await folders.remove(top);
  });
});
