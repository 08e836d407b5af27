import { expect, test } from "vitest";
import { IndexFiles, type IndexDisk } from "../../src/engine/index/files.js";
import { LogIndex } from "../../src/engine/index/logIndex.js";
import { temporary } from "./builders.js";

test("a full disk is told with what to do, and the index stays as it was", async () => {
  const folder = await temporary();
  const full: IndexDisk = {
    replace: () =>
      Promise.reject(Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" })),
  };
  const index = await LogIndex.open(new IndexFiles(folder.path, full), "1", "/logs");
  const batch = { name: "b1", events: 0, bytes: 0, firstMs: undefined, lastMs: undefined, gone: [] };
  await expect(index.add(batch, [])).rejects.toMatchObject({
    code: "engine/disk",
    message: expect.stringContaining("disk is full") as string,
  });
  expect(index.manifest.batches).toEqual([]);
  await folder.remove();
});
