import { resolve, sep } from "node:path";
import { Failure } from "../core/base/failure.js";
import { linkedStack } from "../core/iac/linkedStack.js";
import { locateTemplate } from "../core/iac/locate.js";
import type { LinkedStack, LocatedTemplate } from "../core/iac/locatedResource.js";
import { connectServices } from "./connection.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import { templateFilesOnDisk } from "./files/templateFiles.js";
import type { CliIo } from "./io.js";
import { readLensArguments, type LensArguments } from "./lensArguments.js";
import { resourceJson, resourceLines, summaryLine } from "./lensOutput.js";
import { reportFailure } from "./reportFailure.js";

/** `lens FILE`: the resources a template describes, where they stand, and by which names their history is found. */
export async function lensCommand(words: readonly string[], io: CliIo): Promise<ExitCode> {
  const args = readLensArguments(words, io.env);
  if ("problem" in args) {
    io.err(`${args.problem}\nTry --help.\n`);
    return exitCodes.usage;
  }
  try {
    const template = await located(args, io);
    if (!template || template.resources.length === 0) {
      io.err(`${args.file} describes no AWS resource this command knows how to find.\n`);
      return exitCodes.nothingFound;
    }
    await write(template, args, io);
    return exitCodes.found;
  } catch (error) {
    return reportFailure(error, io);
  }
}

/** With `/` between its parts, as templates name their neighbours. */
const slashed = (path: string): string => resolve(path).split(sep).join("/");

async function located(args: LensArguments, io: CliIo): Promise<LocatedTemplate | undefined> {
  const path = slashed(args.file);
  const text = await templateFilesOnDisk.read(path, io.signal);
  if (text === undefined) throw missing(args.file);
  for (const state of args.states)
    if ((await templateFilesOnDisk.read(slashed(state), io.signal)) === undefined) throw missing(state);
  const links = {
    files: templateFilesOnDisk,
    stacks: args.stacks.length > 0 ? await readStacks(args, io) : [],
    states: args.states.map(slashed),
    accountId: undefined,
    region: args.region,
  };
  return locateTemplate({ path, languageId: undefined, text }, links, io.signal);
}

/** The resources of each stack: one call a stack in the account and Region that are named, or in the first ones. */
async function readStacks(args: LensArguments, io: CliIo): Promise<readonly LinkedStack[]> {
  const connected = await connectServices(args.sample, io);
  try {
    const { services } = connected;
    const { account, region } = args;
    const wanted = {
      accounts: account === undefined ? [] : [account],
      regions: region === undefined ? [] : [region],
    };
    const [scope] = await services.resolver.scopes(wanted, io.signal);
    if (!scope) return [];
    const stacks: LinkedStack[] = [];
    for (const stack of args.stacks) {
      const resources = await services.stacks.resources(scope.account, scope.region, stack, io.signal);
      stacks.push(linkedStack(stack, scope, resources));
    }
    return stacks;
  } finally {
    connected.dispose();
  }
}

async function write(template: LocatedTemplate, args: LensArguments, io: CliIo): Promise<void> {
  for (const resource of template.resources)
    await io.out(args.json ? resourceJson(args.file, resource) : resourceLines(args.file, resource));
  for (const problem of template.problems) io.err(`- ${problem}\n`);
  for (const { stackName, origin } of args.stacks.length > 0 ? [] : template.stackHints)
    io.err(`- ${origin} names the stack ${stackName}: --stack ${stackName} asks it for names\n`);
  io.err(`${summaryLine(template)}\n`);
}

const missing = (file: string): Failure =>
  new Failure("config/unreadable", `There is no file ${file}. Check its path.`, { file });
