import type { Clock } from "../../core/base/clock.js";
import { DisposableStore, type Releasable } from "../../core/base/disposables.js";
import type { Log } from "../../core/base/log.js";
import type { Translate } from "../../core/base/translate.js";
import { explainWith } from "../../core/events/explain.js";
import type { Archive } from "../../core/search/archive.js";
import { PanelAccounts, type RecentAccount } from "./panelAccounts.js";
import type { PanelContext, PanelStart } from "./panelContext.js";
import { servePage, type PageChannel, type PageServer } from "./panelPort.js";
import type { PanelWindow, SearchedFolder, SearchServices, SearchSettings } from "./ports.js";
import { FolderReading } from "./results/folderReading.js";
import { FolderResults } from "./results/folderResults.js";
import { LoadedResults } from "./results/loadedResults.js";
import { checked } from "./requestCheck.js";
import type { SavedSearches } from "./savedSearches.js";
import { searchMethods } from "./searchMethods.js";
import { SearchSession } from "./searchSession.js";
import { searchAgain } from "./stepMethods.js";
import { toShownFailure, toWireError } from "./shownFailure.js";

/** What all panels share. */
export interface SearchPanelDeps {
  /** Connects when first asked, which loads the AWS SDK; its owner remembers it. */
  readonly services: () => Promise<SearchServices>;
  readonly saved: SavedSearches;
  readonly settings: SearchSettings;
  readonly clock: Clock;
  readonly log: Log;
  readonly t: Translate;
  /** BCP 47 tag. */
  readonly locale: string;
  readonly recent: RecentAccount;
  /** The file that is searched; without it accounts are. */
  readonly file?: { readonly name: string };
  /** The log folder that is searched. */
  readonly folder?: SearchedFolder;
}

/** One search panel without VS Code: its search, its results, and the page it answers. Disposal stops everything. */
export class SearchPanel implements Releasable {
  readonly #owned = new DisposableStore();
  readonly #context: PanelContext;
  readonly #page: PageServer;

  constructor(
    private readonly deps: SearchPanelDeps,
    window: PanelWindow,
    channel: PageChannel,
    start: PanelStart,
  ) {
    const { log, t } = deps;
    const accounts = this.#owned.add(
      new PanelAccounts(
        async () => (await deps.services()).directory,
        deps.recent,
        () => this.#page.changed("accounts"),
        deps.file === undefined && deps.folder === undefined ? "account" : "everything",
      ),
    );
    const reading = deps.folder && new FolderReading(deps.folder.store, deps.clock);
    const session = this.#owned.add(
      new SearchSession({
        archive: async () => reading ?? this.#archive(),
        clock: deps.clock,
        understand: () => explainWith({ deployRoles: deps.settings.deployRoles }),
        onChanged: () => this.#page.changed("answer"),
        explain: (error) => toShownFailure(error, t, log),
        onUnreadable: (reason) => log.warn(`An event could not be read: ${reason}`),
      }),
    );
    const results =
      deps.folder && reading
        ? this.#owned.add(
            new FolderResults(deps.folder.store, session, reading, deps.clock, () =>
              this.#page.changed("answer"),
            ),
          )
        : new LoadedResults(session);
    const lifetime = new AbortController();
    this.#owned.add({ dispose: () => lifetime.abort() });
    const comparing = { selected: undefined };
    const archive = (): Promise<Archive> => this.#archive();
    this.#context = {
      ...deps,
      file: deps.file,
      folder: deps.folder,
      results,
      start,
      lifetime: lifetime.signal,
      window,
      accounts,
      session,
      archive,
      comparing,
    };
    const methods = checked(searchMethods(this.#context));
    this.#page = this.#owned.add(servePage(channel, methods, (error) => toWireError(error, t, log)));
  }

  /** Reads anew what was searched: its file has changed. */
  searchAgain(): void {
    searchAgain(this.#context);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** The archive of all accounts, asked for this panel's when a query names none. */
  async #archive(): Promise<Archive> {
    const { archive } = await this.deps.services();
    const { accounts } = this.#context;
    await accounts.load();
    return {
      search: (query, signal) => {
        accounts.remember(query);
        return archive.search(accounts.fill(query), signal);
      },
    };
  }
}
