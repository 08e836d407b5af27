// DuckDB's native part cannot be bundled: it stays a file beside the bundle, or in node_modules while developing.

/**
 * Turns the package that picks a platform's binding into a look at `native/duckdb.node` beside the bundle, where a
 * package for one platform has it, and else into the platform's own package.
 * @type {import("esbuild").Plugin}
 */
export const nativeDuckDb = {
  name: "native-duckdb",
  setup(build) {
    build.onResolve({ filter: /^@duckdb\/node-bindings$/ }, () => ({ path: "native", namespace: "duckdb" }));
    build.onLoad({ filter: /.*/, namespace: "duckdb" }, () => ({
      contents: `const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { createRequire } = require("node:module");
const packed = join(__dirname, "native", "duckdb.node");
module.exports = existsSync(packed) ? createRequire(__filename)(packed) : createRequire(__filename)("@duckdb/node-bindings");`,
      loader: "js",
    }));
  },
};
