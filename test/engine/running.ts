import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions } from "esbuild";
import { bundles } from "../../scripts/lib/bundles.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Builds the engine inside the repository, where it finds its native part; resolves to the script. */
export async function builtEngine(name: string, also: readonly string[] = []): Promise<string> {
  const outdir = join(root, "out/test", name);
  mkdirSync(outdir, { recursive: true });
  const programs = bundles(root) as readonly { readonly name: string; readonly options: BuildOptions }[];
  for (const { options } of programs.filter((each) => each.name === "engine" || also.includes(each.name)))
    await build({ ...options, absWorkingDir: root, outdir, logLevel: "silent" });
  return join(outdir, "engine.js");
}
