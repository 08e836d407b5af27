import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { isAborted } from "../core/base/failure.js";
import { writeLogFolder, type FileSink, type WriteProgress } from "../sample/write/logFolder.js";
import { planFolder } from "../sample/write/plan.js";
import { processClock } from "./clock.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import type { CliIo } from "./io.js";
import { readSampleArguments, type SampleWriteArguments } from "./sampleArguments.js";

/** `sample write`: a folder as a trail's bucket holds it, of any size, for tests and measurements. */
export async function sampleCommand(words: readonly string[], io: CliIo): Promise<ExitCode> {
  const args = readSampleArguments(words, processClock.now());
  if ("problem" in args) {
    io.err(`${args.problem}\nTry --help.\n`);
    return exitCodes.usage;
  }
  try {
    return await write(args, io);
  } catch (error) {
    if (io.signal.aborted || isAborted(error)) return exitCodes.incomplete;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    io.err(`${resolve(args.out)} could not be written: ${(error as Error).message}\n`);
    return exitCodes.noAccess;
  }
}

async function write(args: SampleWriteArguments, io: CliIo): Promise<ExitCode> {
  const folder = resolve(args.out);
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) {
    io.err(`${folder} is not empty: name a new folder, so that nothing in it is mixed up or replaced.\n`);
    return exitCodes.usage;
  }
  const plan = planFolder(args.events, args.seed, args.toMs, args.days);
  let last: WriteProgress = { events: 0, logFiles: 0, digests: 0 };
  for await (const progress of writeLogFolder(plan, folderSink(folder), io.signal)) {
    last = progress;
    const percent = Math.floor((progress.events / args.events) * 100);
    if (io.watched) io.err(`\r\u001b[2K${percent} % · ${progress.logFiles} files · Ctrl-C stops`);
  }
  if (io.watched) io.err("\r\u001b[2K");
  await io.out(`${last.events} events in ${last.logFiles} log files, ${last.digests} digests: ${folder}\n`);
  return exitCodes.found;
}

/** Writes below a folder; each subfolder is made once. */
function folderSink(root: string): FileSink {
  const made = new Set<string>();
  return {
    write: async (path, bytes) => {
      const file = join(root, path);
      const folder = dirname(file);
      if (!made.has(folder)) await mkdir(folder, { recursive: true });
      made.add(folder);
      await writeFile(file, bytes);
    },
  };
}
