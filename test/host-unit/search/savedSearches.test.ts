import { expect, test } from "vitest";
import { SavedSearchCommands, type SavedSearchWindow } from "../../../src/host/search/savedSearchCommands.js";
import { SavedSearches, type StateStore } from "../../../src/host/search/savedSearches.js";

/** As VS Code's Memento: a value is seen at once by whoever reads, and every window reads the same values. */
class FakeStore implements StateStore {
  readonly values = new Map<string, unknown>();
  get = (key: string): unknown => this.values.get(key);
  update = async (key: string, value: unknown): Promise<void> => {
    this.values.set(key, structuredClone(value));
  };
}

const names = (saved: SavedSearches): string[] => saved.list().map(({ name }) => name);

test("saved searches are listed by name with their query line", async () => {
  const saved = new SavedSearches(new FakeStore());
  await saved.save("who deleted it", "event:Delete* last:7d");
  await saved.save(" Alice ", "user:alice last:1d");
  expect(saved.list()).toMatchObject([
    { name: "Alice", text: "user:alice last:1d" },
    { name: "who deleted it", text: "event:Delete* last:7d" },
  ]);
});

test("saving under a name that exists replaces that search and keeps its id", async () => {
  const saved = new SavedSearches(new FakeStore());
  const first = await saved.save("mine", "last:1d");
  const second = await saved.save("mine", "last:2d");
  expect(second.id).toBe(first.id);
  expect(saved.list()).toEqual([{ id: first.id, name: "mine", text: "last:2d" }]);
});

test("two windows that save at the same time lose nothing", async () => {
  const store = new FakeStore();
  const one = new SavedSearches(store);
  const two = new SavedSearches(store);
  expect([names(one), names(two)]).toEqual([[], []]);
  await Promise.all([
    one.save("from one", "last:1d"),
    two.save("from two", "last:2d"),
    one.save("more", "last:3d"),
  ]);
  expect(names(one)).toEqual(["from one", "from two", "more"]);
  expect(names(two)).toEqual(names(one));
});

test.each([
  ["nothing", undefined],
  ["a text", "[]"],
  ["a list", [1, 2]],
  ["searches that are no list", { version: 1, searches: "none" }],
])("%s in the store counts as no searches, and saving works", async (_, stored) => {
  const store = new FakeStore();
  store.values.set("savedSearches", stored);
  const saved = new SavedSearches(store);
  expect(names(saved)).toEqual([]);
  await saved.save("mine", "last:1d");
  expect(names(saved)).toEqual(["mine"]);
});

test("what a later version stored is kept, also where it cannot be read", async () => {
  const store = new FakeStore();
  const later = {
    version: 2,
    folders: ["incident"],
    searches: [{ id: "a", name: "readable", text: "last:1d", folder: 0 }, { id: "b", query: {} }, 7],
  };
  store.values.set("savedSearches", later);
  const saved = new SavedSearches(store);
  await saved.rename("a", "renamed");
  expect(names(saved)).toEqual(["renamed"]);
  expect(store.get("savedSearches")).toEqual({
    ...later,
    searches: [{ id: "a", name: "renamed", text: "last:1d", folder: 0 }, { id: "b", query: {} }, 7],
  });
});

test("listeners hear of every change and of a refresh", async () => {
  const saved = new SavedSearches(new FakeStore());
  let heard = 0;
  const listening = saved.onDidChange(() => heard++);
  const { id } = await saved.save("mine", "last:1d");
  await saved.remove(id);
  saved.refresh();
  listening.dispose();
  saved.refresh();
  expect(heard).toBe(3);
});

function commands(answers: { name?: string; undo?: boolean } = {}): {
  saved: SavedSearches;
  commands: SavedSearchCommands;
  opened: string[];
  copied: string[];
  said: string[];
} {
  const saved = new SavedSearches(new FakeStore());
  const opened: string[] = [];
  const copied: string[] = [];
  const said: string[] = [];
  const window: SavedSearchWindow = {
    open: (text) => opened.push(text),
    copy: async (text) => void copied.push(text),
    askName: async () => answers.name,
    offerUndo: async (message) => {
      said.push(message);
      return answers.undo ?? false;
    },
  };
  return { saved, commands: new SavedSearchCommands(saved, window), opened, copied, said };
}

test("a saved search opens and copies as its query line, and so does an example", async () => {
  const { saved, commands: run, opened, copied } = commands();
  const { id } = await saved.save("mine", "user:alice last:1d");
  await run.open({ id });
  await run.copy({ id });
  await run.open({ id: "example:root" });
  expect(opened).toEqual(["user:alice last:1d", "user:root event:ConsoleLogin last:90d"]);
  expect(copied).toEqual(["user:alice last:1d"]);
});

test("renaming asks for the name, and closing the box leaves it as it is", async () => {
  const renaming = commands({ name: "new name" });
  const { id } = await renaming.saved.save("old name", "last:1d");
  await renaming.commands.rename({ id });
  expect(names(renaming.saved)).toEqual(["new name"]);

  const closing = commands();
  const kept = await closing.saved.save("old name", "last:1d");
  await closing.commands.rename({ id: kept.id });
  expect(names(closing.saved)).toEqual(["old name"]);
});

test("a deletion can be taken back with everything as it was", async () => {
  const { saved, commands: run, said } = commands({ undo: true });
  const before = await saved.save("mine", "last:1d");
  await run.delete({ id: before.id });
  expect(said).toEqual(['The saved search "mine" was deleted.']);
  expect(saved.list()).toEqual([before]);
});

test("a deletion that is not taken back stays", async () => {
  const { saved, commands: run } = commands();
  const { id } = await saved.save("mine", "last:1d");
  await run.delete({ id });
  expect(saved.list()).toEqual([]);
});

test("a search that another window deleted is passed over", async () => {
  const { commands: run, opened, copied, said } = commands({ name: "x" });
  for (const each of [run.open, run.copy, run.rename, run.delete]) await each({ id: "gone" });
  expect([opened, copied, said]).toEqual([[], [], []]);
});
