import assert from "node:assert/strict";
import * as vscode from "vscode";
import { silentLog } from "../../src/core/base/log.js";
import { systemClock } from "../../src/host/clock.js";
import { RecordDocuments } from "../../src/host/search/recordDocuments.js";
import { SavedSearches } from "../../src/host/search/savedSearches.js";
import { SavedSearchesTree } from "../../src/host/search/savedSearchesTree.js";
import { SearchPanels } from "../../src/host/search/searchPanels.js";
import { FakeDirectory } from "../host-unit/search/aPanel.js";
import { eventOf, FakeArchive, manyEvents } from "../host-unit/search/fakes.js";

const viewType = "cloudtrailExplorer.search";

/** Tabs of search panels; VS Code puts a prefix of its own before the view type. */
const panelTabs = (): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType));

async function until(holds: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`waited in vain until ${what}`);
}

const aborted = ({ searches }: FakeArchive): readonly boolean[] =>
  searches.map(({ signal }) => signal.aborted);

const saved = (): SavedSearches => {
  const values = new Map<string, unknown>();
  return new SavedSearches({
    get: (key) => values.get(key),
    update: async (key, value) => void values.set(key, value),
  });
};

function panels(): { panels: SearchPanels; archive: FakeArchive; connects: () => number } {
  const extension = vscode.extensions.getExtension("cloudtrail-explorer.cloudtrail-explorer");
  assert.ok(extension);
  const archive = new FakeArchive();
  let connects = 0;
  const services = async () => {
    connects++;
    return { archive, directory: new FakeDirectory() };
  };
  const settings = { utc: false, defaultRange: "7d", regionsOf: () => [] };
  const { extensionUri } = extension;
  const made = new SearchPanels({
    services,
    openFolder: () => Promise.reject(new Error("no folder here")),
    saved: saved(),
    settings,
    clock: systemClock,
    log: silentLog,
    extensionUri,
  });
  return { panels: made, archive, connects: () => connects };
}

suite("search panel", () => {
  teardown(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("the page starts under its policy, searches, and closing its tab stops the search", async () => {
    const { panels: made, archive } = panels();
    made.open("event:StopLogging last:7d", { searchNow: true });
    await until(() => archive.searches.length === 1, "the page asked for its search");
    await archive.send(manyEvents(3));
    assert.deepEqual(
      panelTabs().map(({ label }) => label),
      ["CloudTrail: event:StopLogging"],
    );
    assert.deepEqual(archive.searches[0]?.query.filters, [
      { field: "event", negated: false, value: "StopLogging" },
    ]);
    assert.deepEqual(aborted(archive), [false]);
    await vscode.window.tabGroups.close(panelTabs());
    await until(() => archive.searches[0]?.ended === true, "the search ended");
    assert.deepEqual(aborted(archive), [true]);
    made.dispose();
  });

  test("several panels are open side by side, each with a search of its own", async () => {
    const { panels: made, archive } = panels();
    made.open("user:alice last:7d", { searchNow: true });
    await until(() => archive.searches.length === 1, "the first page asked for its search");
    made.open("user:bob last:7d", { searchNow: true });
    await until(() => archive.searches.length === 2, "the second page asked for its search");
    assert.deepEqual(
      panelTabs().map(({ label }) => label),
      ["CloudTrail: user:alice", "CloudTrail: user:bob"],
    );
    assert.deepEqual(aborted(archive), [false, false]);
    made.dispose();
    await until(() => panelTabs().length === 0, "both panels were closed");
    assert.deepEqual(aborted(archive), [true, true]);
  });

  test("a panel that was hidden comes back without searching again", async () => {
    const { panels: made, archive } = panels();
    made.open("user:alice last:7d", { searchNow: true });
    await until(() => archive.searches.length === 1, "the page asked for its search");
    await archive.end();
    made.open("user:bob last:7d", { searchNow: true });
    await until(() => archive.searches.length === 2, "the second page asked for its search");
    await vscode.commands.executeCommand("workbench.action.previousEditor");
    await until(() => panelTabs()[0]?.isActive === true, "the first panel was shown again");
    // long enough for a page to start, which takes less than a second
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    assert.equal(archive.searches.length, 2);
    made.dispose();
  });
});

suite("raw records", () => {
  teardown(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("a record opens as JSON that cannot be edited, and stays readable after its tab was closed", async () => {
    const documents = new RecordDocuments();
    const event = eventOf({ eventID: "raw/1 <b>", eventName: "PutBucketPolicy" });
    await documents.show(event);
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.equal(document.languageId, "json");
    assert.equal(document.uri.path, "/PutBucketPolicy-raw_1__b_.json");
    assert.deepEqual(JSON.parse(document.getText()), event.raw);
    await vscode.commands.executeCommand("type", { text: "x" });
    assert.equal(document.isDirty, false);
    assert.deepEqual(JSON.parse(document.getText()), event.raw);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const again = await vscode.workspace.openTextDocument(document.uri);
    assert.deepEqual(JSON.parse(again.getText()), event.raw);
    documents.dispose();
  });

  test("a record that is gone says so in its tab, and is there once it is opened again", async () => {
    const documents = new RecordDocuments();
    const event = eventOf({ eventID: "gone-1", eventName: "StopLogging" });
    const uri = vscode.Uri.parse("cloudtrail-explorer-record:/StopLogging-gone-1.json?gone-1");
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    assert.match(document.getText(), /no longer in memory.*id:gone-1/);
    await documents.show(event);
    await until(() => document.getText().includes('"eventName": "StopLogging"'), "the tab showed the record");
    documents.dispose();
  });
});

suite("saved searches view", () => {
  test("shows what was saved by name and a folded group of examples", async () => {
    const searches = saved();
    const tree = new SavedSearchesTree(searches);
    let changes = 0;
    tree.onDidChangeTreeData(() => changes++);
    await searches.save("mine", "user:alice last:7d");
    assert.equal(changes, 1);
    const [mine, examples] = await tree.getChildren();
    assert.ok(mine && examples);
    const item = tree.getTreeItem(mine);
    assert.deepEqual(
      [item.label, item.description, item.contextValue],
      ["mine", "user:alice last:7d", "savedSearch"],
    );
    assert.deepEqual(item.command?.arguments, [{ id: mine.id }]);
    assert.equal(tree.getTreeItem(examples).collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
    const names = (await tree.getChildren(examples)).map((node) => tree.getTreeItem(node).label);
    assert.ok(names.includes("Who stopped logging?"));
    tree.dispose();
  });

  test("an example opens as a search panel with a click", async () => {
    await vscode.commands.executeCommand("cloudtrailExplorer.savedSearch.open", { id: "example:root" });
    await until(() => panelTabs().length === 1, "the panel opened");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});
