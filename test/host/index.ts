import { appendFileSync, writeFileSync } from "node:fs";
import { format } from "node:util";
import Mocha from "mocha";

/** What the runner reads after the run; an extension host's exit code alone does not tell that tests ran. */
export interface HostResults {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Entry named by `--extensionTestsPath`, the same in the desktop and in the server. The environment names the files to
 * write: TEST_RESULTS (counts as JSON) and TEST_REPORT (what mocha prints); TEST_GREP picks tests by name.
 */
export async function run(): Promise<void> {
  const { TEST_RESULTS, TEST_REPORT, TEST_GREP } = process.env;
  const mocha = new Mocha({ ui: "tdd", timeout: 60_000, color: false, reporter: "spec" });
  if (TEST_GREP) mocha.grep(TEST_GREP);
  if (TEST_REPORT) reportTo(TEST_REPORT);
  // gives this bundle's tests `suite` and `test`: mocha itself does so only for files it loads
  mocha.suite.emit("pre-require", globalThis, "host-tests", mocha);
  await import("host-tests");
  const failed = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.once("end", () => {
      const stats = runner.stats ?? { passes: 0, failures: 0, pending: 0 };
      const results: HostResults = { passed: stats.passes, failed: stats.failures, skipped: stats.pending };
      if (TEST_RESULTS) writeFileSync(TEST_RESULTS, JSON.stringify(results));
    });
  });
  if (failed > 0) throw new Error(`${failed} tests failed`);
}

/** The extension host's console is mixed with the window's log, so the report goes to a file. */
function reportTo(file: string): void {
  Mocha.reporters.Base.consoleLog = (...parts: unknown[]) => {
    appendFileSync(file, `${format(...parts)}\n`);
  };
}
