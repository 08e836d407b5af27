import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import * as vscode from "vscode";
import { logFile, record } from "../engine/builders.js";
import { features, until } from "./explorer.js";

const folderTabs = (): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith("cloudtrailExplorer.folderSearch"),
    );

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
});
