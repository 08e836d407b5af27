import { isAborted } from "../core/base/failure.js";
import { chainBehind } from "../core/events/actor/chains.js";
import type { CloudTrailEvent } from "../core/events/event.js";
import { explain } from "../core/events/explain.js";
import { readDocument } from "../core/events/reader/document.js";
import { SeenSessions } from "../core/events/sessions/seenSessions.js";
import { processClock } from "./clock.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import { readExplainArguments } from "./explainArguments.js";
import { eventJson, eventLine, problemJson, problemLine, type FileProblem } from "./explainOutput.js";
import { readFiles, type FileContent } from "./files/contents.js";
import type { CliIo } from "./io.js";

/** `explain FILE…`: says of every event in the files what it is, and of everything else why it is none. */
export async function explainCommand(words: readonly string[], io: CliIo): Promise<ExitCode> {
  const args = readExplainArguments(words);
  if ("problem" in args) {
    io.err(`${args.problem}\nTry --help.\n`);
    return exitCodes.usage;
  }
  const run = new Explanation(args.json, io);
  try {
    for await (const file of readFiles(args.paths, io.input, io.signal)) {
      if ("bytes" in file) await run.explain(file);
      else await run.without(file);
      if (io.signal.aborted) break;
    }
  } catch (error) {
    if (!io.signal.aborted && !isAborted(error)) throw error;
  }
  return run.end();
}

/** Enough for one write; a line each would cost a system call each. */
const BATCH_UNITS = 65_536;

class Explanation {
  readonly #nowMs = processClock.now();
  readonly #sessions = new SeenSessions();
  #text = "";
  #files = 0;
  #events = 0;
  #damaged = 0;
  #foreign = 0;
  #unopened = 0;
  #passedOver = 0;

  constructor(
    private readonly json: boolean,
    private readonly io: CliIo,
  ) {}

  async explain({ name, bytes, damage }: FileContent): Promise<void> {
    this.#files++;
    if (damage === undefined || bytes.length > 0)
      for (const item of readDocument(bytes)) {
        if (this.io.signal.aborted) return;
        if ("problem" in item) {
          if (item.problem.kind === "damaged") this.#damaged++;
          else this.#foreign++;
          await this.#problem({ file: name, ...item.problem });
        } else await this.#event(item.event, name, item.index);
      }
    if (damage === undefined) return;
    this.#damaged++;
    await this.#problem({ file: name, position: {}, reason: damage });
  }

  async without(file: { readonly name: string; readonly failure?: string }): Promise<void> {
    if (file.failure === undefined) {
      this.#passedOver++;
      return;
    }
    this.#unopened++;
    await this.#problem({ file: file.name, position: {}, reason: file.failure });
  }

  async end(): Promise<ExitCode> {
    await this.#flush();
    this.io.err(`${this.#summary()}\n`);
    if (this.#unopened > 0) return exitCodes.noAccess;
    if (this.#damaged > 0 || this.io.signal.aborted) return exitCodes.incomplete;
    return this.#events > 0 ? exitCodes.found : exitCodes.nothingFound;
  }

  async #event(event: CloudTrailEvent, file: string, index: number): Promise<void> {
    this.#events++;
    const insight = explain(event);
    const chain = chainBehind(event, this.#sessions, (each) => explain(each).actor.chain);
    this.#sessions.add(event);
    const explained = { event, insight: { ...insight, actor: { ...insight.actor, chain } }, file, index };
    await this.#write((this.json ? eventJson : eventLine)(explained, this.#nowMs));
  }

  async #problem(problem: FileProblem): Promise<void> {
    if (this.json) return this.#write(problemJson(problem));
    await this.#flush();
    this.io.err(problemLine(problem));
  }

  async #write(line: string): Promise<void> {
    this.#text += line;
    if (this.#text.length >= BATCH_UNITS) await this.#flush();
  }

  async #flush(): Promise<void> {
    const text = this.#text;
    this.#text = "";
    if (text !== "") await this.io.out(text);
  }

  #summary(): string {
    const parts = [
      `${counted(this.#events, "event")} in ${counted(this.#files, "file")}`,
      some(this.#damaged, "could not be read"),
      some(this.#foreign, "of another kind"),
      some(this.#unopened, "could not be opened"),
      some(this.#passedOver, "passed over by name and content"),
    ];
    const stopped = this.io.signal.aborted ? " Stopped before the end." : "";
    return `${parts.filter((part) => part !== "").join(", ")}.${stopped}`;
  }
}

const counted = (count: number, noun: string): string => `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
const some = (count: number, what: string): string => (count === 0 ? "" : `${String(count)} ${what}`);
