import { join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import { describe, expect, test } from "vitest";
import { lazyLoad } from "../scripts/lib/lazyLoad.mjs";

const root = join(import.meta.dirname, "..");
const sdk = String.raw`@(?:aws-sdk|smithy)/`;

/** Who may import whom: all that the files of a room may reach, at any depth. Types alone do not count. */
const rooms = [
  { room: "src/core", may: /^src\/core\/|^node:(zlib|crypto)$|^jsonc-parser$/ },
  { room: "src/shared", may: /^src\/shared\// },
  {
    room: "src/aws",
    may: new RegExp(String.raw`^src/(aws|core)/|^package\.json$|^node:|^${sdk}|^https-proxy-agent$`),
  },
  { room: "src/engine", may: /^src\/(engine|core)\/|^node:|^@duckdb\/node-api$/ },
  { room: "src/sample", may: /^src\/(sample|core)\/|^node:/ },
  {
    room: "src/cli",
    may: new RegExp(
      String.raw`^src/(cli|core|shared|aws|sample|engine)/|^package\.json$|^node:|^${sdk}|^(https-proxy-agent|yauzl|jsonc-parser)$`,
    ),
  },
  {
    room: "src/host",
    may: new RegExp(
      String.raw`^src/(host|core|shared|aws|sample|engine)/|^package\.json$|^node:|^vscode$|^${sdk}|^(https-proxy-agent|jsonc-parser)$`,
    ),
  },
  {
    room: "webview",
    may: /^webview\/|^src\/shared\/|^(lit|@vscode\/l10n|@vscode\/webview-ui-toolkit|@tanstack\/virtual-core|d3-scale)(\/|$)/,
  },
];

/** Files and packages that are reached by value imports, those of the entries among them. */
async function reached(options: BuildOptions): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    bundle: true,
    write: false,
    outdir: "out/none",
    packages: "external",
    platform: "node",
    mainFields: ["module", "main"],
    logLevel: "silent",
    ...options,
    metafile: true,
  });
  const inputs = Object.entries(metafile.inputs);
  const all = inputs.flatMap(([file, { imports }]) => [file, ...imports.map(({ path }) => path)]);
  return [...new Set(all)].filter((path) => !path.startsWith("<")).sort();
}

describe("a room reaches, at any depth, only what it may", () => {
  test.each(rooms)("$room", async ({ room, may }) => {
    const paths = await reached({ entryPoints: [`${room}/**/*.ts`] });
    expect(paths.some((path) => path.startsWith(`${room}/`))).toBe(true);
    expect(paths.filter((path) => !may.test(path))).toEqual([]);
  });
});

describe("the check sees", () => {
  const core = /^src\/core\/|^node:(zlib|crypto)$/;
  const planted = (contents: string): BuildOptions => ({
    stdin: { contents, resolveDir: join(root, "src/core"), sourcefile: "planted.ts", loader: "ts" },
  });

  test("a package that core imports itself", async () => {
    const paths = await reached(planted(`import { window } from "vscode"; console.log(window);`));
    expect(paths.filter((path) => !core.test(path))).toEqual(["vscode"]);
  });

  test("vscode behind another file", async () => {
    const paths = await reached(
      planted(`import { setContextKey } from "../host/contextKeys.js"; setContextKey;`),
    );
    expect(paths.filter((path) => !core.test(path))).toEqual(["src/host/contextKeys.ts", "vscode"]);
  });

  test("an import that is written as a function call", async () => {
    const paths = await reached(planted(`export const later = () => import("node:fs");`));
    expect(paths.filter((path) => !core.test(path))).toEqual(["node:fs"]);
  });

  test("nothing where only a type is imported", async () => {
    const paths = await reached(
      planted(`import type { window } from "vscode"; export type W = typeof window;`),
    );
    expect(paths).toEqual(["src/core/planted.ts"]);
  });
});

describe("activation", () => {
  test("reaches no AWS SDK", async () => {
    const paths = await reached({
      entryPoints: ["src/host/extension.ts"],
      external: ["vscode"],
      plugins: [lazyLoad],
    });
    expect(paths.filter((path) => new RegExp(`^${sdk}`).test(path))).toEqual([]);
    expect(paths).toContain("./aws.js");
  });

  test("is refused by the build when it would reach the AWS SDK without a lazy import", async () => {
    const eager = reached({
      stdin: {
        contents: `import { connectAws } from "../aws/connect.js"; connectAws;`,
        resolveDir: join(root, "src/host"),
        sourcefile: "planted.ts",
        loader: "ts",
      },
      plugins: [lazyLoad],
    });
    await expect(eager).rejects.toThrow(/lazy import/);
  });
});
