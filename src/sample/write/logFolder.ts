import { digestChain, type Digest } from "../data/bucket/digests.js";
import { toLogFile, type LogFile } from "../data/bucket/logFiles.js";
import { SigningKeys } from "../data/bucket/signingKeys.js";
import { dayMs } from "../data/history.js";
import type { StoredEvent } from "../data/storedEvent.js";
import { dayEvents } from "./dayEvents.js";
import type { FolderPlan } from "./plan.js";
import { Random } from "../data/random.js";

/** Where the files go; paths are object keys, relative to the folder. */
export interface FileSink {
  write(path: string, bytes: Uint8Array): Promise<void>;
}

export interface WriteProgress {
  readonly events: number;
  readonly logFiles: number;
  readonly digests: number;
}

const minuteMs = 60_000;
const slotMs = 5 * minuteMs;
const hourMs = 3_600_000;
/** Busy Regions deliver several files at a time rather than a large one. */
const mostRecords = 40;
const usualRecords = 25;

/**
 * Writes a copy of an organization trail's bucket: log files, the signed digest chain of every account and Region,
 * the newest digests' metadata beside them (`FILE.meta.json`) and the keys (`public-keys.json`, as ListPublicKeys
 * answers). Yields once a day of events; aborting leaves what was written.
 */
export async function* writeLogFolder(
  plan: FolderPlan,
  sink: FileSink,
  signal: AbortSignal,
): AsyncGenerator<WriteProgress, void> {
  const scopes = new Map<string, ScopeFiles>();
  const progress = { events: 0, logFiles: 0, digests: 0 };
  for (const day of plan.days) {
    for (const { accountId, region, events } of dayEvents(plan, day)) {
      const key = `${accountId}/${region}`;
      const files = scopes.get(key) ?? new ScopeFiles(accountId, region, plan);
      scopes.set(key, files);
      progress.logFiles += await files.deliver(events, day.number * dayMs + dayMs, sink, signal);
      progress.events += events.length;
    }
    yield { ...progress };
  }
  const keys = new SigningKeys(plan.seed, plan.endMs);
  for (const files of scopes.values()) {
    progress.logFiles += await files.deliver([], Infinity, sink, signal);
    progress.digests += await files.sign(keys, sink, signal);
    yield { ...progress };
  }
  const regions = new Set(Array.from(scopes.values(), ({ region }) => region));
  await sink.write("public-keys.json", publicKeys(plan, keys, regions));
}

/** The files of one account and Region: what is delivered is forgotten but for what its digest says. */
class ScopeFiles {
  readonly #logs: LogFile[] = [];
  /** Delivery time -> events that are still on their way when their day ends. */
  readonly #waiting = new Map<number, StoredEvent[]>();
  readonly #phaseMs: number;
  readonly #random: Random;

  constructor(
    readonly accountId: string,
    readonly region: string,
    private readonly plan: FolderPlan,
  ) {
    this.#random = new Random(plan.seed, "files", accountId, region);
    this.#phaseMs = this.#random.int(0, 4) * minuteMs;
  }

  /** Takes a day's events and writes what is delivered before `untilMs`; resolves to the number of files. */
  async deliver(
    events: readonly StoredEvent[],
    untilMs: number,
    sink: FileSink,
    signal: AbortSignal,
  ): Promise<number> {
    for (const event of events) {
      const slot = Math.ceil((event.visibleMs - this.#phaseMs) / slotMs) * slotMs + this.#phaseMs;
      const waiting = this.#waiting.get(slot);
      if (waiting) waiting.push(event);
      else this.#waiting.set(slot, [event]);
    }
    const due = [...this.#waiting.keys()].filter((slot) => slot < untilMs).sort((a, b) => a - b);
    let written = 0;
    for (const slot of due) {
      for (const [part, records] of this.#parts(this.#waiting.get(slot) ?? []).entries()) {
        signal.throwIfAborted();
        await this.#write({ deliveredMs: slot, events: records, part }, sink);
        written += 1;
      }
      this.#waiting.delete(slot);
    }
    return written;
  }

  /** Records stand in no order in a file: here in that of their ids. */
  #parts(events: readonly StoredEvent[]): readonly (readonly StoredEvent[])[] {
    const unordered = [...events].sort((a, b) => (a.id < b.id ? -1 : 1));
    const parts: StoredEvent[][] = [];
    for (let at = 0; at < unordered.length;) {
      const left = unordered.length - at;
      const size = left <= mostRecords ? left : this.#random.int(usualRecords - 12, usualRecords + 12);
      parts.push(unordered.slice(at, at + size));
      at += size;
    }
    return parts;
  }

  async #write(delivery: Parameters<typeof toLogFile>[0], sink: FileSink): Promise<void> {
    const made = toLogFile(delivery, this.accountId, this.region);
    await sink.write(made.key, made.body());
    const hash = made.hash();
    this.#logs.push({ ...made, hash: () => hash, body: gone });
  }

  /** Writes the chain of digests over all logs; resolves to the number of digests. */
  async sign(keys: SigningKeys, sink: FileSink, signal: AbortSignal): Promise<number> {
    const firstDay = this.plan.days[0]?.number ?? 0;
    const period = { fromMs: firstDay * dayMs, toMs: Infinity };
    const { accountId, region } = this;
    // Two hours on, the last event has arrived and the digest of its hour has, too.
    const scope = { accountId, region, keys, nowMs: this.plan.endMs + 2 * hourMs };
    const chain = digestChain(period, this.#logs, scope, (digest) => digest);
    for (const digest of chain) {
      signal.throwIfAborted();
      await sink.write(digest.key, digest.body());
    }
    const newest = chain.at(-1);
    if (newest) await sink.write(`${newest.key}.meta.json`, metadataOf(newest));
    return chain.length;
  }
}

const gone = (): Buffer => {
  throw new Error("the body of a log file was asked for after it was written");
};

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);

/** A newest digest's signature stands in no successor: it is kept as `aws s3api head-object` prints it. */
const metadataOf = (digest: Digest): Buffer => json({ Metadata: digest.metadata() });

/** As `aws cloudtrail list-public-keys` prints them; fingerprints are unique over all Regions. */
function publicKeys(plan: FolderPlan, keys: SigningKeys, regions: ReadonlySet<string>): Buffer {
  const fromMs = (plan.days[0]?.number ?? 0) * dayMs;
  const found = [...regions].flatMap((region) => keys.between(region, fromMs, plan.endMs + 2 * hourMs));
  return json({
    PublicKeyList: found.map(({ der, fingerprint, validFromMs, validToMs }) => ({
      Value: der.toString("base64"),
      ValidityStartTime: new Date(validFromMs).toISOString(),
      ValidityEndTime: new Date(validToMs).toISOString(),
      Fingerprint: fingerprint,
    })),
  });
}
