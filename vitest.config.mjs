import { defineConfig } from "vitest/config";

/** Files that look at the product as a whole, in projects of their own so that they can be run apart. */
const boundaries = ["test/boundaries.test.ts", "test/manifest.test.ts"];
const packaging = ["test/package.test.ts"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/host/**", "test/ui/**", ...boundaries, ...packaging],
          testTimeout: 30_000,
          setupFiles: ["test/propertySeed.ts"],
        },
      },
      { test: { name: "boundaries", include: boundaries, testTimeout: 60_000 } },
      { test: { name: "package", include: packaging, testTimeout: 60_000, sequence: { groupOrder: 1 } } },
      {
        test: {
          name: "ui",
          include: ["test/ui/**/*.test.ts"],
          // one workbench and one browser at a time: two would only wait for each other
          fileParallelism: false,
          testTimeout: 120_000,
          retry: 1, // a browser on a busy machine may be late once; a fault fails twice
          hookTimeout: 300_000, // a fresh machine fetches its VS Code and its browser in here
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
