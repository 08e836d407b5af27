import type { Clock } from "../../core/base/clock.js";
import type { Log } from "../../core/base/log.js";
import type { Translate } from "../../core/base/translate.js";
import type { Archive } from "../../core/search/archive.js";
import type { Comparing } from "./comparing.js";
import type { PanelAccounts } from "./panelAccounts.js";
import type { PanelWindow, SearchedFolder, SearchSettings } from "./ports.js";
import type { PanelResults } from "./results/panelResults.js";
import type { SavedSearches } from "./savedSearches.js";
import type { SearchSession } from "./searchSession.js";

/** What a new panel starts from; a page that comes back starts from its own state instead. */
export interface PanelStart {
  readonly text: string;
  readonly searchNow: boolean;
}

/** Everything the methods of one panel work with. */
export interface PanelContext {
  readonly start: PanelStart;
  /** The file that is searched; undefined when accounts are. */
  readonly file: { readonly name: string } | undefined;
  /** The log folder that is searched; undefined when accounts or a file are. */
  readonly folder: SearchedFolder | undefined;
  /** Fires when the panel is closed; its page may come and go before that. */
  readonly lifetime: AbortSignal;
  readonly session: SearchSession;
  /** What meets the question of the search that runs or ran last. */
  readonly results: PanelResults;
  readonly accounts: PanelAccounts;
  /** Where this panel searches; connects when first asked. */
  readonly archive: () => Promise<Archive>;
  readonly comparing: Comparing;
  readonly window: PanelWindow;
  readonly saved: SavedSearches;
  readonly settings: SearchSettings;
  readonly clock: Clock;
  readonly log: Log;
  readonly t: Translate;
  /** BCP 47 tag. */
  readonly locale: string;
}
