import { appendFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isObject } from "../../core/base/json.js";
import type { Log } from "../../core/base/log.js";
import { isAnswer } from "../../core/iac/history/storedAnswer.js";
import type { HistoryCache, LookupAnswer } from "../../core/iac/history/historyAnswer.js";
import type { LookupAttribute, LookupScope } from "../../core/search/lookup.js";

/** What event history keeps; older answers are dropped. */
const keepMs = 90 * 86_400_000;
/** A file with more lines than this many times its answers is written anew. */
const mostStale = 2;

interface OpenFile {
  readonly answers: Map<string, LookupAnswer>;
  /** Writes one after the other, so that lines stay whole. */
  writing: Promise<void>;
}

/**
 * Answers to lookups on disk: a file of JSON lines per account and Region, the last line of a lookup counts. Damaged
 * lines are passed over: what they held is asked for again.
 */
export class HistoryFiles implements HistoryCache {
  readonly #files = new Map<string, Promise<OpenFile>>();

  constructor(
    private readonly folder: string,
    private readonly log: Log,
    private readonly now: () => number,
  ) {}

  async read(scope: LookupScope, attribute: LookupAttribute): Promise<LookupAnswer | undefined> {
    return (await this.#open(scope)).answers.get(keyOf(attribute));
  }

  async write(scope: LookupScope, attribute: LookupAttribute, answer: LookupAnswer): Promise<void> {
    const file = await this.#open(scope);
    file.answers.set(keyOf(attribute), answer);
    const line = toLine(keyOf(attribute), answer);
    file.writing = file.writing.then(() => this.#try(() => appendFile(this.#path(scope), line)));
    await file.writing;
  }

  /** Removes every answer of every account. */
  async clear(): Promise<void> {
    this.#files.clear();
    await rm(this.folder, { recursive: true, force: true });
  }

  #open(scope: LookupScope): Promise<OpenFile> {
    const path = this.#path(scope);
    const known = this.#files.get(path);
    if (known) return known;
    const opening = this.#load(path);
    this.#files.set(path, opening);
    return opening;
  }

  async #load(path: string): Promise<OpenFile> {
    const answers = new Map<string, LookupAnswer>();
    let lines = 0;
    await this.#try(async () => {
      await mkdir(this.folder, { recursive: true });
      const names = await readdir(this.folder);
      if (!names.some((name) => join(this.folder, name) === path)) return;
      for (const line of (await readFile(path, "utf8")).split("\n")) {
        if (line === "") continue;
        lines++;
        const read = fromLine(line);
        if (read) answers.set(read.key, read.answer);
      }
      const oldestMs = this.now() - keepMs;
      for (const [key, { askedMs }] of answers) if (askedMs < oldestMs) answers.delete(key);
      if (lines <= answers.size * mostStale) return;
      await writeFile(path, [...answers].map(([key, answer]) => toLine(key, answer)).join(""));
    });
    return { answers, writing: Promise.resolve() };
  }

  /** A disk that is full or read-only costs the cache, not the answer. */
  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.warn(`answers for lenses are not kept: ${error instanceof Error ? error.message : ""}`);
    }
  }

  #path({ storeKey }: LookupScope): string {
    return join(this.folder, `${storeKey.replace(/[^\w-]/g, "_")}.jsonl`);
  }
}

const keyOf = ({ key, value }: LookupAttribute): string => `${key}=${value}`;
const toLine = (key: string, answer: LookupAnswer): string => `${JSON.stringify({ key, answer })}\n`;

function fromLine(line: string): { readonly key: string; readonly answer: LookupAnswer } | undefined {
  try {
    const read: unknown = JSON.parse(line);
    if (!isObject(read)) return undefined;
    const { key, answer }: { readonly key?: unknown; readonly answer?: unknown } = read;
    return typeof key === "string" && isAnswer(answer) ? { key, answer } : undefined;
  } catch {
    return undefined; // half a line, left by a window that was killed
  }
}
