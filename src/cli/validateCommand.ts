import { isAborted, isFailure } from "../core/base/failure.js";
import { english } from "../core/base/translate.js";
import type { KeyRing } from "../core/digest/publicKeys.js";
import { jsonSummary, junitReport, sarifReport, verdictJson } from "../core/digest/report/machine.js";
import { htmlReport, markdownReport, textReport, type ReportInput } from "../core/digest/report/report.js";
import { grouped, headline, Tally } from "../core/digest/tally.js";
import { validateFolder } from "../engine/validate/validateFolder.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import type { CliIo } from "./io.js";
import { validationKeys } from "./validationKeys.js";
import { readValidateArguments, type Format, type ValidateArguments } from "./validateArguments.js";

const reports: Record<Exclude<Format, "json">, (input: ReportInput) => string> = {
  text: textReport,
  sarif: sarifReport,
  junit: junitReport,
  markdown: markdownReport,
  html: htmlReport,
};

/** `validate FOLDER`: checks digest chains and logs in a copy of a trail's bucket. */
export async function validateCommand(words: readonly string[], io: CliIo): Promise<ExitCode> {
  const args = readValidateArguments(words);
  if ("problem" in args) {
    io.err(`${args.problem}\nTry --help.\n`);
    return exitCodes.usage;
  }
  try {
    return await run(args, await validationKeys(args, io), io);
  } catch (error) {
    if (io.signal.aborted || isAborted(error)) return exitCodes.incomplete;
    if (!isFailure(error)) throw error;
    io.err(`${error.message}\n`);
    // without its keys nothing was checked; a file that was named wrongly is a matter of usage
    return error.code.startsWith("aws/") ? exitCodes.incomplete : exitCodes.usage;
  }
}

async function run(args: ValidateArguments, keys: KeyRing, io: CliIo): Promise<ExitCode> {
  const isJson = args.format === "json";
  const steps = validateFolder(args.folder, {
    workerScript: io.validateWorker,
    keys,
    range: args.range,
    signal: io.signal,
    isFirm: isJson, // its verdicts are written as they come
    onProgress: (files) => {
      if (io.watched) io.err(`\r\u001b[2K${grouped(files)} files read`);
    },
  });
  let tally = new Tally();
  let separator = '{"verdicts":[\n';
  for await (const step of steps) {
    if (step === "startOver") {
      tally = new Tally();
      continue;
    }
    let text = "";
    for (const verdict of step) {
      tally.add(verdict);
      if (!isJson) continue;
      text += separator + verdictJson(verdict);
      separator = ",\n";
    }
    if (text !== "") await io.out(text);
  }
  if (io.watched) io.err("\r\u001b[2K");
  const input = { tally, keys, t: english };
  if (args.format === "json") await io.out(`\n],"summary":${jsonSummary(input)}}\n`);
  else await io.out(reports[args.format](input));
  if (args.format !== "text") io.err(`${headline(tally, english)}\n`);
  const codes = { proven: exitCodes.found, broken: exitCodes.nothingFound, unchecked: exitCodes.incomplete };
  return codes[tally.outcome];
}
