import { readFileSync, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { packageVsix } from "../scripts/lib/vsix.mjs";
import { zipEntries, type ZipEntry } from "./zipEntries.js";

const root = join(import.meta.dirname, "..");

/** Bytes, uncompressed but for the whole. What grows past one of these has to say why. */
const budgets = {
  "extension/dist/extension.js": 150_000,
  "extension/dist/aws.js": 900_000,
  "extension/dist/search.js": 560_000, // up to 300,000 of them are the table of what each action acts on
  "extension/dist/folders.js": 20_000,
  "extension/dist/lenses.js": 200_000,
  "extension/dist/query.js": 150_000,
  "extension/dist/sample.js": 250_000,
  // DuckDB's binding layer and the event model with its table
  "extension/dist/engine.js": 720_000,
  "extension/dist/validation.js": 120_000,
  "extension/dist/validate.js": 60_000,
  "extension/dist/validateWorker.js": 30_000,
  "extension/dist/webview/search.js": 500_000,
  "extension/dist/webview/query.js": 350_000,
};
/** DuckDB's native library for one platform takes 24 MB of it on Linux, 37 MB on macOS. */
const wholeBudget = 40_000_000;

const allowed = [
  /^extension\.vsixmanifest$/,
  /^\[Content_Types\]\.xml$/,
  /^extension\/(package\.json|package\.nls(\.[a-z-]+)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/(extension|aws|folders|lenses|search|query|sample|validate|validateWorker|validation|engine)\.js$/,
  /^extension\/dist\/native\/[\w.-]+\.(node|so|dylib|dll)$/,
  /^extension\/dist\/ThirdPartyNotices\.txt$/,
  /^extension\/dist\/webview\/[a-zA-Z]+\.(js|css|ttf)$/,
  /^extension\/language\/[\w.-]+\.json$/,
  /^extension\/media\/[\w/-]+\.(svg|png|md)$/,
  /^extension\/l10n\/bundle\.l10n(\.[a-z-]+)?\.json$/,
];

let file: string;
let entries: readonly ZipEntry[];
const named = (name: string): ZipEntry => {
  const entry = entries.find((each) => each.name === name);
  if (entry === undefined) throw new Error(`the package has no ${name}`);
  return entry;
};
const meta = (name: string): Metafile =>
  JSON.parse(readFileSync(join(root, "out/meta", `${name}.json`), "utf8")) as Metafile;

beforeAll(async () => {
  ({ file } = await packageVsix(root));
  entries = zipEntries(readFileSync(file));
}, 120_000);

describe("the package", () => {
  test("holds what the extension needs at run time", () => {
    const names = entries.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(budgets)));
    const { icon } = JSON.parse(named("extension/package.json").read().toString()) as { icon: string };
    expect(names).toEqual(
      expect.arrayContaining([
        "extension/package.nls.json",
        "extension/dist/webview/codicon.css",
        "extension/dist/webview/codicon.ttf",
        `extension/${icon}`,
      ]),
    );
  });

  test("holds nothing else: no sources, tests, maps or dependencies", () => {
    const others = entries.filter(({ name }) => !allowed.some((pattern) => pattern.test(name)));
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  test("names no folder of the machine it was built on", () => {
    const texts = entries.filter(({ name }) => /\.(js|css|json|md|txt|vsixmanifest)$/.test(name));
    const leaks = texts.filter((entry) => [root, homedir()].some((path) => entry.read().includes(path)));
    expect(leaks.map(({ name }) => name)).toEqual([]);
  });

  test("has a licence, and the notices of all that is bundled", () => {
    expect(named("extension/LICENSE.txt").read().toString()).toContain("MIT License");
    const notices = named("extension/dist/ThirdPartyNotices.txt").read().toString();
    const inputs = ["extension", "aws", "search", "query", "sample", "engine", "page", "styles"].flatMap(
      (name) => Object.keys(meta(name).inputs),
    );
    const packages = inputs.flatMap(
      (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(path)?.[1] ?? [],
    );
    expect(packages.length).toBeGreaterThan(0);
    expect([...new Set(packages)].filter((name) => !notices.includes(`${name} `))).toEqual([]);
  });
});

describe("size", () => {
  test.each(Object.entries(budgets))("%s stays within %i bytes", (name, budget) => {
    expect(named(name).sizeBytes).toBeLessThanOrEqual(budget);
  });

  test("the whole stays within its budget", () => {
    expect(statSync(file).size).toBeLessThanOrEqual(wholeBudget);
  });
});

describe("what runs at activation", () => {
  test("contains no AWS SDK, no page and no sample data", () => {
    const inputs = Object.keys(meta("extension").inputs);
    expect(inputs).toContain("src/host/extension.ts");
    expect(inputs.filter((path) => /@aws-sdk|@smithy|^webview\/|^src\/sample\//.test(path))).toEqual([]);
  });

  test("loads the AWS side, the search and validation only when they are asked for", () => {
    const { imports } = Object.entries(meta("extension").outputs).find(([path]) =>
      path.endsWith("extension.js"),
    )?.[1] ?? { imports: [] };
    const own = imports.filter(({ path }) => path.startsWith("."));
    expect(own.every(({ kind, external }) => kind === "dynamic-import" && external === true)).toBe(true);
    expect([...new Set(own.map(({ path }) => path))].sort()).toEqual([
      "./aws.js",
      "./folders.js",
      "./lenses.js",
      "./query.js",
      "./search.js",
      "./validation.js",
    ]);
  });
});

test("the lock file names no registry", () => {
  expect(readFileSync(join(root, "package-lock.json"), "utf8")).not.toMatch(
    /"resolved"|https?:\/\/[^"]*\.tgz/,
  );
});

test("the lock file has what every platform needs", () => {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
    ),
  );
  expect(missing).toEqual([]);
});

test("every dependency is pinned to one release", () => {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  ) as Record<"dependencies" | "devDependencies", Record<string, string>>;
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(?:-r\.\d+)?$/.test(version),
  );
  expect(loose).toEqual([]);
});

test("the build leaves nothing in dist that it did not write", () => {
  const outputs = readdirSync(join(root, "out/meta")).flatMap((name) =>
    Object.keys(meta(name.replace(".json", "")).outputs),
  );
  const files = readdirSync(join(root, "dist"), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) =>
      join(each.parentPath, each.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    );
  const others = files.filter((path) => !outputs.includes(path) && !path.startsWith("dist/native/"));
  expect(others).toEqual(["dist/ThirdPartyNotices.txt"]);
});
