import { existsSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";

/**
 * Answers `import "host-tests"` with every `*.test.ts` below test/host, so that the suite is one file and a new test
 * needs no list.
 * @param {string} root the repository
 * @returns {import("esbuild").Plugin}
 */
export function hostTests(root) {
  const directory = join(root, "test", "host");
  return {
    name: "host-tests",
    setup(build) {
      build.onResolve({ filter: /^host-tests$/ }, () => ({ path: "host-tests", namespace: "host-tests" }));
      build.onLoad({ filter: /.*/, namespace: "host-tests" }, () => {
        const files = existsSync(directory)
          ? readdirSync(directory, { recursive: true, encoding: "utf8" })
          : [];
        const tests = files.filter((file) => file.endsWith(".test.ts")).sort();
        const contents = tests
          .map((file) => `import ${JSON.stringify(`./${file.replaceAll(sep, "/")}`)};`)
          .join("\n");
        return { contents, resolveDir: directory, loader: "ts", watchDirs: [directory] };
      });
    },
  };
}
