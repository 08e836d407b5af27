import { dirname, relative, resolve } from "node:path";

/**
 * Sources that are a file of their own in dist and are read on first use, so that activation does not pay for them: by
 * their path in the repository, the file's name in dist.
 * @type {ReadonlyMap<string, string>}
 */
export const lazySources = new Map([
  ["src/aws/connect.ts", "aws"],
  ["src/host/search/panelParts.ts", "search"],
  ["src/host/validation/validationParts.ts", "validation"],
  ["src/host/query/queryParts.ts", "query"],
  ["src/host/engine/engineParts.ts", "folders"],
  ["src/host/lenses/lensParts.ts", "lenses"],
]);

/**
 * Turns `await import("../aws/connect.js")` into a `require("./aws.js")` at run time. A plain import of the same source
 * from the host would drag it into what runs at activation, so it is an error.
 * @type {import("esbuild").Plugin}
 */
export const lazyLoad = {
  name: "lazy-load",
  setup(build) {
    const root = build.initialOptions.absWorkingDir ?? process.cwd();
    build.onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path, importer, kind }) => {
      const source = relative(root, resolve(dirname(importer), path))
        .replaceAll("\\", "/")
        .replace(/\.js$/, ".ts");
      const file = lazySources.get(source);
      if (importer === "" || file === undefined) return undefined;
      if (kind === "dynamic-import") return { path: `./${file}.js`, external: true };
      if (!importer.startsWith(resolve(root, "src/host"))) return undefined;
      return {
        errors: [{ text: `${path} must be loaded with a lazy import(): activation would pay for it` }],
      };
    });
  },
};
