import type { Clock } from "../../core/base/clock.js";
import { Failure } from "../../core/base/failure.js";
import { safeText } from "../../core/base/safeText.js";
import type { Translate } from "../../core/base/translate.js";
import type { CloudTrailEvent } from "../../core/events/event.js";
import { explain } from "../../core/events/explain.js";
import type { DocumentItem, DocumentProblem } from "../../core/events/reader/document.js";
import type { Archive, Batch } from "../../core/search/archive.js";
import { matcherOf, type Matcher } from "../../core/search/matches.js";
import type { Query } from "../../core/search/query.js";
import { toRow } from "../../core/search/toRow.js";
import { FileItems, type FileProgress } from "./fileItems.js";
import type { ByteFile } from "./ports.js";
import type { SeenAccounts } from "./seenAccounts.js";

export interface FileArchiveDeps {
  /** Opens the file as it is now; rejects with a Failure. */
  readonly open: () => Promise<ByteFile>;
  readonly seen: SeenAccounts;
  readonly clock: Clock;
  readonly t: Translate;
}

/** What a panel holds in memory; more belongs into a folder that is indexed. */
const mostEvents = 500_000;
const shownProblems = 50;

/** One file of events, read anew for every search so that it is always the file as it is. */
export class FileArchive implements Archive {
  constructor(private readonly deps: FileArchiveDeps) {}

  async *search(query: Query, signal: AbortSignal): AsyncGenerator<Batch, void, undefined> {
    const { open, t } = this.deps;
    const file = await open();
    try {
      const items = new FileItems(file, t);
      const run = new FileRun(query, this.deps, file.size);
      for await (const batch of items.read(signal)) {
        yield run.batch(batch, items.progress);
        if (run.isFull) return;
      }
      run.refuseForeign(items.progress);
    } finally {
      await file.close();
    }
  }
}

/** One search through a file. */
class FileRun {
  readonly #ids = new Set<string>();
  readonly #matcher: Matcher | undefined;
  readonly #accounts: ReadonlySet<string>;
  readonly #regions: ReadonlySet<string>;
  readonly #range: { readonly fromMs: number; readonly toMs: number };
  readonly #foreign: string[] = [];
  readonly #damaged: string[] = [];
  #unreadable = 0;
  #duplicates = 0;
  #fromMs = Infinity;
  #toMs = -Infinity;

  constructor(
    query: Query,
    private readonly deps: FileArchiveDeps,
    private readonly sizeBytes: number,
  ) {
    const nowMs = deps.clock.now();
    this.#range =
      query.range.kind === "exact" ? query.range : { fromMs: nowMs - query.range.ms, toMs: nowMs };
    this.#matcher = matcherOf(query);
    this.#accounts = new Set(query.accounts);
    this.#regions = new Set(query.regions);
  }

  get isFull(): boolean {
    return this.#ids.size >= mostEvents;
  }

  batch(items: readonly DocumentItem[], progress: FileProgress): Batch {
    const fresh = items.flatMap((item) =>
      "event" in item ? this.#take(item.event) : this.#note(item.problem),
    );
    this.deps.seen.see(fresh);
    const received = this.#ids.size;
    const notes = this.isFull
      ? [...progress.notes, this.deps.t("Only the first {0} events were read.", mostEvents)]
      : progress.notes;
    return {
      events: fresh.filter((event) => this.#passes(event)),
      problems: [],
      asked: {
        fromMs: received === 0 ? 0 : this.#fromMs,
        toMs: received === 0 ? 0 : this.#toMs + 1,
        scopes: [],
        filteredHere: [],
        received,
        duplicates: this.#duplicates,
        unreadable: this.#unreadable,
        file: {
          sizeBytes: this.sizeBytes,
          readBytes: progress.readBytes,
          notes: [...notes, ...(received > 0 ? this.#foreign : [])],
          damaged: [...this.#damaged],
        },
      },
    };
  }

  /** A file without a single event is told apart from one in which nothing was found. */
  refuseForeign({ notes }: FileProgress): void {
    if (this.#ids.size > 0 || this.#unreadable > 0) return;
    const reasons = [...notes, ...this.#foreign];
    if (reasons.length === 0) return; // a log of an hour in which nothing happened
    throw new Failure("logs/foreign", this.deps.t("It holds no CloudTrail events. {0}", reasons.join(" ")));
  }

  #take(event: CloudTrailEvent): readonly CloudTrailEvent[] {
    if (this.#ids.has(event.id)) {
      this.#duplicates += 1;
      return [];
    }
    this.#ids.add(event.id);
    this.#fromMs = Math.min(this.#fromMs, event.timeMs);
    this.#toMs = Math.max(this.#toMs, event.timeMs);
    return [event];
  }

  #note({ position, reason, kind }: DocumentProblem): readonly never[] {
    const text = safeText(reason, 300);
    if (kind === "foreign") {
      this.#foreign.push(text);
      return [];
    }
    this.#unreadable += 1;
    if (this.#damaged.length >= shownProblems) return [];
    const { t } = this.deps;
    const { index, line } = position;
    const place =
      line !== undefined ? t("Line {0}", line) : index !== undefined ? t("Record {0}", index + 1) : "";
    this.#damaged.push(place === "" ? text : `${place}: ${text}`);
    return [];
  }

  #passes(event: CloudTrailEvent): boolean {
    if (event.timeMs < this.#range.fromMs || event.timeMs >= this.#range.toMs) return false;
    if (!holds(this.#accounts, event.accountId) || !holds(this.#regions, event.region)) return false;
    if (!this.#matcher) return true;
    const insight = explain(event);
    return this.#matcher(event, insight, toRow(event, insight));
  }
}

const holds = (wanted: ReadonlySet<string>, value: string): boolean =>
  wanted.size === 0 || wanted.has("*") || wanted.has(value);
