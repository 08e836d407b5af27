import { statSync } from "node:fs";
import { explainWith } from "../core/events/explain.js";
import { connect } from "./connection.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import { folderSearch } from "./folderSearch.js";
import type { CliIo } from "./io.js";
import { reportFailure } from "./reportFailure.js";
import { readSearchArguments } from "./searchArguments.js";
import { SearchRun } from "./searchRun.js";

/** `search TEXT…`: prints the events a query finds and, on stderr, what was asked. */
export async function searchCommand(words: readonly string[], io: CliIo): Promise<ExitCode> {
  const args = readSearchArguments(words, io.env, isFolder);
  if ("problem" in args) {
    io.err(`${args.problem}\nTry --help.\n`);
    return exitCodes.usage;
  }
  if (args.folder !== undefined) return folderSearch(args, args.folder, io);
  try {
    const connection = await connect(args.sample, io, explainWith(args));
    try {
      return await new SearchRun(args, io).run(connection.history);
    } finally {
      connection.dispose();
    }
  } catch (error) {
    return reportFailure(error, io);
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
