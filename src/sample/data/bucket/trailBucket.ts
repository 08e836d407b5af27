import type { History } from "../history.js";
import { accounts, homeRegion, security, usedRegions, type SampleAccount } from "../organization.js";
import { orgTrail } from "../trails.js";
import { deliveries, loggingPeriods } from "./delivery.js";
import { digestChain, type Digest } from "./digests.js";
import { folder, toLogFile, type LogFile } from "./logFiles.js";
import type { SigningKeys } from "./signingKeys.js";
import type { StoredObject } from "./storedObject.js";

const minuteMs = 60_000;
const kinds = ["CloudTrail", "CloudTrail-Digest"] as const;

/** The objects of one folder as they stood at a minute, by key. */
interface Listing {
  readonly atMs: number;
  readonly objects: ReadonlyMap<string, StoredObject>;
}

/** The organization trail's bucket: log files and digests of all accounts and Regions, as far as they have come. */
export class TrailBucket {
  readonly name = orgTrail.bucket;
  readonly region = homeRegion;
  readonly owner: SampleAccount = security;
  readonly #history: History;
  readonly #keys: SigningKeys;
  readonly #anchorMs: number;
  /** Objects once made, by key: they never change, and their bodies are dear. */
  readonly #logs = new Map<string, LogFile>();
  readonly #digests = new Map<string, Digest>();
  readonly #listings = new Map<string, Listing>();

  constructor(history: History, keys: SigningKeys, anchorMs: number) {
    this.#history = history;
    this.#keys = keys;
    this.#anchorMs = anchorMs;
  }

  /** All objects whose key begins with the prefix, in the order S3 lists them. */
  list(prefix: string, nowMs: number): readonly StoredObject[] {
    return this.#listingsOf(prefix, nowMs)
      .flatMap(({ objects }) => Array.from(objects.values()))
      .filter(({ key }) => key.startsWith(prefix))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  get(key: string, nowMs: number): StoredObject | undefined {
    for (const { objects } of this.#listingsOf(key, nowMs)) {
      const object = objects.get(key);
      if (object) return object;
    }
    return undefined;
  }

  /** The folders that lie under the prefix or hold it. */
  #listingsOf(prefix: string, nowMs: number): readonly Listing[] {
    const listings: Listing[] = [];
    for (const { id } of accounts) {
      for (const region of usedRegions) {
        for (const kind of kinds) {
          const root = folder(kind, id, region);
          if (root.startsWith(prefix) || prefix.startsWith(root))
            listings.push(this.#listing(kind, id, region, nowMs));
        }
      }
    }
    return listings;
  }

  /** Nothing arrives within a minute, so a folder is put together once a minute at most. */
  #listing(kind: (typeof kinds)[number], accountId: string, region: string, nowMs: number): Listing {
    const atMs = Math.floor(nowMs / minuteMs) * minuteMs;
    const name = folder(kind, accountId, region);
    const known = this.#listings.get(name);
    if (known?.atMs === atMs) return known;
    const logs = this.#logFiles(accountId, region, atMs);
    const objects = kind === "CloudTrail" ? logs : this.#chains(accountId, region, atMs, logs);
    const listing = { atMs, objects: new Map(objects.map((object) => [object.key, object])) };
    this.#listings.set(name, listing);
    return listing;
  }

  #logFiles(accountId: string, region: string, nowMs: number): readonly LogFile[] {
    return deliveries(this.#history, this.#anchorMs, accountId, region, nowMs).map((delivery) =>
      kept(this.#logs, toLogFile(delivery, accountId, region)),
    );
  }

  #chains(accountId: string, region: string, nowMs: number, logs: readonly LogFile[]): readonly Digest[] {
    const scope = { accountId, region, nowMs, keys: this.#keys };
    return loggingPeriods(this.#anchorMs).flatMap((period) =>
      digestChain(period, logs, scope, (digest) => kept(this.#digests, digest)),
    );
  }
}

/** The object of this key that was made first. */
function kept<Kept extends StoredObject>(known: Map<string, Kept>, made: Kept): Kept {
  const first = known.get(made.key) ?? made;
  known.set(made.key, first);
  return first;
}
