import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cacheDirectory, cached } from "../../scripts/lib/cache.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cte-cache-"));
  for (const name of ["XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"]) vi.stubEnv(name, folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test("what is in the cache is not made again", async () => {
  const fill = vi.fn(async (directory: string) => {
    writeFileSync(join(directory, "file"), "content");
  });
  const first = await cached("thing-1.0", fill);
  const second = await cached("thing-1.0", fill);
  expect(second).toBe(first);
  expect(existsSync(join(first, "file"))).toBe(true);
  expect(fill).toHaveBeenCalledTimes(1);
});

test("a failure leaves nothing that the next call could take for complete", async () => {
  const broken = cached("thing-1.0", async (directory) => {
    writeFileSync(join(directory, "half"), "");
    throw new Error("cut");
  });
  await expect(broken).rejects.toThrow("cut");
  expect(readdirSync(cacheDirectory())).toEqual([]);
});

test("of two calls at once one is kept, whole", async () => {
  const fill = async (directory: string) => {
    writeFileSync(join(directory, "a"), "");
    await Promise.resolve();
    writeFileSync(join(directory, "b"), "");
  };
  const [one, other] = await Promise.all([cached("thing-1.0", fill), cached("thing-1.0", fill)]);
  expect(one).toBe(other);
  expect(readdirSync(one).sort()).toEqual(["a", "b"]);
  expect(readdirSync(cacheDirectory())).toEqual(["thing-1.0"]);
});
