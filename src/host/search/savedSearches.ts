import { randomUUID } from "node:crypto";
import { isObject, text } from "../../core/base/json.js";
import { Signal } from "../../core/base/signal.js";

/** A search kept under a name. The query is kept as its line of text, which people can read and share. */
export interface SavedSearch {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  /** Path of the log folder it was saved over; absent for searches of accounts. */
  readonly logFolder?: string | undefined;
}

/** What is needed of `vscode.Memento`; its values are what any window or any version of the extension wrote. */
export interface StateStore {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

const storeKey = "savedSearches";
const storeVersion = 1;

/** The stored shape; entries and properties this version does not know are kept as they are. */
interface Stored {
  readonly rest: Readonly<Record<string, unknown>>;
  readonly entries: readonly unknown[];
}

/**
 * The saved searches of this user. Nothing is remembered here: every call reads the store, so that
 * what another window saved is seen and never overwritten.
 */
export class SavedSearches {
  readonly #changed = new Signal();
  readonly onDidChange = this.#changed.on;

  constructor(private readonly store: StateStore) {}

  list(): readonly SavedSearch[] {
    return this.#read()
      .entries.map(readEntry)
      .filter((entry) => entry !== undefined)
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  find(id: string): SavedSearch | undefined {
    return this.list().find((search) => search.id === id);
  }

  findByName(name: string): SavedSearch | undefined {
    return this.list().find((search) => search.name === name.trim());
  }

  /** A search of the same name is replaced and keeps its place and id. */
  async save(name: string, query: string, logFolder?: string): Promise<SavedSearch> {
    const saved: SavedSearch = {
      id: this.findByName(name)?.id ?? randomUUID(),
      name: name.trim(),
      text: query,
      logFolder,
    };
    await this.restore(saved);
    return saved;
  }

  /** Puts a search back as it was, as when a deletion is taken back. */
  async restore(search: SavedSearch): Promise<void> {
    await this.#change((entries) =>
      entries.some(hasId(search.id))
        ? entries.map((entry) => (hasId(search.id)(entry) ? merged(entry, search) : entry))
        : [...entries, search],
    );
  }

  async rename(id: string, name: string): Promise<void> {
    const search = this.find(id);
    if (search !== undefined) await this.restore({ ...search, name: name.trim() });
  }

  async remove(id: string): Promise<void> {
    await this.#change((entries) => entries.filter((entry) => !hasId(id)(entry)));
  }

  /** For when another window may have saved something. */
  refresh(): void {
    this.#changed.fire();
  }

  /** Reads and writes without waiting in between, so that two changes at once cannot lose one of them. */
  async #change(edit: (entries: readonly unknown[]) => readonly unknown[]): Promise<void> {
    const { rest, entries } = this.#read();
    await this.store.update(storeKey, { version: storeVersion, ...rest, searches: edit(entries) });
    this.#changed.fire();
  }

  #read(): Stored {
    const raw = this.store.get(storeKey);
    if (!isObject(raw)) return { rest: {}, entries: [] };
    return { rest: raw, entries: Array.isArray(raw.searches) ? raw.searches : [] };
  }
}

const hasId =
  (id: string) =>
  (entry: unknown): boolean =>
    isObject(entry) && entry.id === id;

const merged = (entry: unknown, search: SavedSearch): object => ({
  ...(isObject(entry) ? entry : {}),
  ...search,
});

/** Undefined for an entry that another version wrote in a way this one cannot read; it stays in the store. */
function readEntry(entry: unknown): SavedSearch | undefined {
  if (!isObject(entry)) return undefined;
  const id = text(entry.id);
  const name = text(entry.name);
  const logFolder = text(entry.logFolder);
  if (id === undefined || name === undefined || typeof entry.text !== "string") return undefined;
  return { id, name, text: entry.text, ...(logFolder === undefined ? {} : { logFolder }) };
}
