import { describe, expect, test } from "vitest";
import { exec, execOrThrow, npm, startGroup } from "../../scripts/lib/child.mjs";

const node = process.execPath;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("a program run to its end", () => {
  test("gives its exit code and all it printed", async () => {
    const script = `console.log("out"); console.error("err"); process.exitCode = 3`;
    const { code, output } = await exec(node, ["-e", script]);
    expect(code).toBe(3);
    expect(output.trim().split("\n").sort()).toEqual(["err", "out"]);
  });

  test("that must succeed and does not fails with what it printed", async () => {
    await expect(execOrThrow(node, ["-e", `console.log("why"); process.exit(1)`])).rejects.toThrow(
      /ended with 1\nwhy/,
    );
  });

  test("that is not there fails with its name", async () => {
    await expect(execOrThrow("no-such-program", [])).rejects.toThrow(/no-such-program did not start/);
  });
});

test("stopping a group ends grandchildren that ignore a polite request", async () => {
  const grandchild = `process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log(process.pid)`;
  const child = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}], { stdio: "inherit" })`;
  const group = startGroup(node, ["-e", child]);
  await expect.poll(() => Number(group.output()), { timeout: 20_000 }).toBeGreaterThan(0);
  const pid = Number(group.output());
  expect(isAlive(pid)).toBe(true);
  await group.stop();
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
});

test("npm is not told of the project whose script is running", async () => {
  const env = { ...process.env, npm_config_local_prefix: "/elsewhere", npm_package_name: "elsewhere" };
  const { output } = await npm(["prefix"], { cwd: import.meta.dirname, env });
  expect(output).not.toContain("elsewhere");
});
