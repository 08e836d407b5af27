import { mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { ProfileStore } from "../../../src/aws/profiles.js";
import { silentLog } from "../../../src/core/base/log.js";
import { temporaryDirectory } from "../support.js";

const profile = (name: string): string =>
  `[profile ${name}]\naws_access_key_id = A\naws_secret_access_key = B\n`;

async function watched(prepare: (home: string) => Promise<void>) {
  const home = await temporaryDirectory();
  await prepare(home);
  const store = new ProfileStore({ configFiles: [], env: {}, home, log: silentLog });
  onTestFinished(() => store.dispose());
  let changes = 0;
  store.onDidChange(() => changes++);
  const names = (): readonly string[] => store.entries.map(({ profile: { name } }) => name);
  return { home, store, names, count: () => changes };
}

const withConfig = async (home: string): Promise<void> => {
  await mkdir(join(home, ".aws"));
  await writeFile(join(home, ".aws", "config"), profile("one"));
};

describe("ProfileStore", () => {
  test("notices a changed file", async () => {
    const { home, names } = await watched(withConfig);
    await writeFile(join(home, ".aws", "config"), profile("two"));
    await vi.waitFor(() => expect(names()).toEqual(["two"]), 5000);
  });

  test("notices every one of several replacements by rename, as editors write", async () => {
    const { home, names } = await watched(withConfig);
    for (const name of ["two", "three"]) {
      await writeFile(join(home, ".aws", "config.new"), profile(name));
      await rename(join(home, ".aws", "config.new"), join(home, ".aws", "config"));
      await vi.waitFor(() => expect(names()).toEqual([name]), 5000);
    }
  });

  test("notices a file, and its directory, that did not exist", async () => {
    const { home, names } = await watched(async () => undefined);
    await mkdir(join(home, ".aws"));
    await writeFile(join(home, ".aws", "credentials"), profile("one").replace("profile ", ""));
    await vi.waitFor(() => expect(names()).toEqual(["one"]), 5000);
  });

  test("notices that the directory is gone, and that it came back", async () => {
    const { home, names } = await watched(withConfig);
    await rm(join(home, ".aws"), { recursive: true });
    await vi.waitFor(() => expect(names()).toEqual([]), 5000);
    await withConfig(home);
    await vi.waitFor(() => expect(names()).toEqual(["one"]), 5000);
  });

  test("notices a change of the file that a link points to", async () => {
    const { home, names } = await watched(async (directory) => {
      await mkdir(join(directory, ".aws"));
      await mkdir(join(directory, "dotfiles"));
      await writeFile(join(directory, "dotfiles", "aws"), profile("one"));
      await symlink(join(directory, "dotfiles", "aws"), join(directory, ".aws", "config"));
    });
    await writeFile(join(home, "dotfiles", "aws"), profile("two"));
    await vi.waitFor(() => expect(names()).toEqual(["two"]), 5000);
  });

  test("tells of a token that a sign-in elsewhere wrote", async () => {
    const { home, count } = await watched(withConfig);
    await mkdir(join(home, ".aws", "sso", "cache"), { recursive: true });
    await vi.waitFor(() => expect(count()).toBe(1), 5000);
    await writeFile(join(home, ".aws", "sso", "cache", "0123.json"), "{}");
    await vi.waitFor(() => expect(count()).toBe(2), 5000);
  });

  test("keeps still about files of others beside its own", async () => {
    const { home, names, count } = await watched(withConfig);
    await writeFile(join(home, ".aws", "other"), "x");
    await writeFile(join(home, "unrelated"), "x");
    await writeFile(join(home, ".aws", "config"), profile("two"));
    await vi.waitFor(() => expect(names()).toEqual(["two"]), 5000);
    expect(count()).toBe(1);
  });

  test("says what is wrong with a file that is a directory or no text, and reads the other one", async () => {
    const { home, store, names } = await watched(async (directory) => {
      await mkdir(join(directory, ".aws", "config"), { recursive: true });
      await writeFile(join(directory, ".aws", "credentials"), profile("one").replace("profile ", ""));
    });
    expect(names()).toEqual(["one"]);
    expect(store.problems[0]).toMatchObject({
      code: "config/unreadable",
      detail: { file: join(home, ".aws", "config") },
    });
    expect(store.problems[0]?.message).toContain("EISDIR");
    await writeFile(join(home, ".aws", "credentials"), "[a]\0\0");
    store.reload();
    expect(store.problems[1]?.message).toContain("not UTF-8 text");
  });

  test("reads additional files anew at each reload, so that a setting may change them", async () => {
    const home = await temporaryDirectory();
    await writeFile(join(home, "more"), profile("added"));
    let configFiles: readonly { config: string; label: string }[] = [];
    const store = new ProfileStore({
      get configFiles() {
        return configFiles;
      },
      env: {},
      home,
      log: silentLog,
    });
    onTestFinished(() => store.dispose());
    expect(store.entries).toEqual([]);
    configFiles = [{ config: join(home, "more"), label: "more" }];
    store.reload();
    expect(store.entries.map(({ profile: { key } }) => key)).toEqual(["added (more)"]);
  });
});
