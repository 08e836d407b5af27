import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";

/** Files that run before anything is asked of AWS, so they must not load what asks it. */
test.each(["profiles", "lookupStore", "regions", "proxy"])(
  "src/aws/%s.ts loads nothing of the AWS SDK",
  async (name) => {
    const { metafile } = await build({
      entryPoints: [`src/aws/${name}.ts`],
      absWorkingDir: join(import.meta.dirname, "../.."),
      bundle: true,
      write: false,
      metafile: true,
      packages: "external",
      platform: "node",
      logLevel: "silent",
    });
    const imported = Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path));
    expect(imported.filter((path) => !path.startsWith("node:") && !path.startsWith("src/"))).toEqual([]);
  },
);
