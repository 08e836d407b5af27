import { exitCodes, type ExitCode } from "./exitCodes.js";
import { explainCommand } from "./explainCommand.js";
import { helpText } from "./help.js";
import { indexCommand } from "./indexCommand.js";
import type { CliIo } from "./io.js";
import { sampleCommand } from "./sampleCommand.js";
import { searchCommand } from "./searchCommand.js";
import { validateCommand } from "./validateCommand.js";
import { sqlCommand } from "./sqlCommand.js";
import { lensCommand } from "./lensCommand.js";
import { whoCommand } from "./whoCommand.js";

type Command = (words: readonly string[], io: CliIo) => Promise<ExitCode>;

const commands = new Map<string, Command>([
  ["search", searchCommand],
  ["explain", explainCommand],
  ["sample", sampleCommand],
  ["validate", validateCommand],
  ["index", indexCommand],
  ["sql", sqlCommand],
  ["who", whoCommand],
  ["lens", lensCommand],
]);

/** Runs one command line (without the program's own name) and resolves to what the process should end with. */
export async function runCli(words: readonly string[], io: CliIo): Promise<ExitCode> {
  const [name = "", ...rest] = words;
  const untilText = rest.includes("--") ? rest.slice(0, rest.indexOf("--")) : rest;
  if (["--help", "-h", "help"].includes(name) || untilText.includes("--help")) {
    await io.out(helpText);
    return exitCodes.found;
  }
  const command = commands.get(name);
  if (command) return command(rest, io);
  io.err(name === "" ? helpText : `There is no command ${JSON.stringify(name)}. Try --help.\n`);
  return exitCodes.usage;
}
