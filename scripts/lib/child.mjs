import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv }} RunOptions */

/**
 * A running program with all that it has started.
 * @typedef {object} Group
 * @property {number} pid
 * @property {() => string} output what it has printed so far
 * @property {Promise<{ code: number, how: string }>} ended settles when the program itself has ended
 * @property {Promise<unknown>} closed settles when nothing can print any more, grandchildren included
 * @property {() => Promise<void>} stop ends the program and its children; safe to call twice
 */

const politeMs = 3000;

/**
 * Starts a program as a process group of its own, so that `stop` also reaches its grandchildren. The group does not
 * outlive this process, see `exitOnSignals`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Group}
 */
export function startGroup(command, args, options = {}) {
  const detached = process.platform !== "win32"; // there it would open a console window
  const child = spawn(command, args, { ...options, detached, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (/** @type {Buffer} */ data) => (output += data.toString()));
  child.stderr.on("data", (/** @type {Buffer} */ data) => (output += data.toString()));
  /** @type {Group["ended"]} */
  const ended = new Promise((resolve) => {
    child.once("error", ({ message }) => resolve({ code: 1, how: `did not start: ${message}` }));
    child.once("exit", (code, signal) => {
      resolve({ code: code ?? 1, how: signal === null ? `ended with ${code}` : `was ended by ${signal}` });
    });
  });
  const closed = new Promise((resolve) => child.once("close", resolve));
  const pid = child.pid ?? 0;
  const killNow = () => signalGroup(pid, "SIGKILL");
  process.prependOnceListener("exit", killNow); // before others tidy up what it works on
  return {
    pid,
    output: () => output,
    ended,
    closed,
    async stop() {
      signalGroup(pid, "SIGTERM");
      await Promise.race([ended, sleep(politeMs, undefined, { ref: false })]);
      killNow();
      process.off("exit", killNow);
    },
  };
}

/** @param {number} pid of the group's first process @param {NodeJS.Signals} signal */
function signalGroup(pid, signal) {
  if (pid === 0) return; // it never started
  try {
    if (process.platform === "win32")
      spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore" });
    else process.kill(-pid, signal);
  } catch {
    // nothing of the group is left, which is what was wanted
  }
}

/**
 * Makes Ctrl-C, a closed terminal and `kill` end this process the orderly way, which takes its groups along.
 * @param {() => Promise<void>} [before] what to do first; a second signal does not wait for it
 */
export function exitOnSignals(before = () => Promise.resolve()) {
  let asked = false;
  for (const [signal, code] of /** @type {const} */ ([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ])) {
    process.on(signal, () => {
      if (asked) process.exit(code);
      asked = true;
      void before().finally(() => process.exit(code));
    });
  }
}

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} the exit code (1 when a signal ended it) and all it printed
 */
export async function exec(command, args, options) {
  const group = startGroup(command, args, options);
  const [{ code, how }] = await Promise.all([group.ended, group.closed]);
  await group.stop();
  return { code, output: group.pid === 0 ? `${command} ${how}` : group.output() };
}

/**
 * As `exec`, for programs that must succeed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>} what it printed
 */
export async function execOrThrow(command, args, options) {
  const { code, output } = await exec(command, args, options);
  if (code !== 0)
    throw new Error(`${command} ${args.join(" ")} ended with ${code}\n${lastLines(output, 30)}`);
  return output;
}

/**
 * Runs npm. What the npm that may have started this script says about its own project is kept from it: it would
 * install into this repository instead of `cwd`.
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function npm(args, { env = process.env, ...options } = {}) {
  const own = Object.entries(env).filter(
    ([name]) => !/^(npm_(package|lifecycle|prefix|config_local_prefix|command|execpath)|INIT_CWD)/.test(name),
  );
  const all = ["--no-audit", "--no-fund", "--loglevel=error", ...args];
  const inShell = process.platform === "win32"; // where npm is a batch file
  const [command, first] = inShell ? ["cmd", ["/c", "npm"]] : ["npm", []];
  return exec(command, [...first, ...all], { ...options, env: Object.fromEntries(own) });
}

/**
 * As `npm`, for calls that must succeed.
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>} what it printed
 */
export async function npmOrThrow(args, options) {
  const { code, output } = await npm(args, options);
  if (code !== 0) throw new Error(`npm ${args.join(" ")} ended with ${code}\n${lastLines(output, 30)}`);
  return output;
}

/** @param {string} text @param {number} count */
export function lastLines(text, count) {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}
