import { english, type Translate } from "../../core/base/translate.js";
import { exampleSearches } from "./exampleSearches.js";
import type { SavedSearch, SavedSearches } from "./savedSearches.js";

/** What the commands of the saved searches need of the editor. */
export interface SavedSearchWindow {
  /** `folder` is the path of the log folder it is about; undefined for accounts. */
  open(text: string, folder: string | undefined): void;
  copy(text: string): Promise<void>;
  /** Undefined when the person closed the box. */
  askName(current: string): Promise<string | undefined>;
  /** Says what was done; true when the person takes it back. */
  offerUndo(message: string): Promise<boolean>;
}

/** The handlers behind `cloudtrailExplorer.savedSearch.*`; an id that is gone (another window deleted it) does nothing. */
export class SavedSearchCommands {
  constructor(
    private readonly saved: SavedSearches,
    private readonly window: SavedSearchWindow,
    private readonly t: Translate = english,
  ) {}

  readonly open = async ({ id }: { readonly id: string }): Promise<void> => {
    const search = this.#find(id);
    if (search !== undefined) this.window.open(search.text, search.logFolder);
  };

  readonly copy = async ({ id }: { readonly id: string }): Promise<void> => {
    const search = this.#find(id);
    if (search !== undefined) await this.window.copy(search.text);
  };

  readonly rename = async ({ id }: { readonly id: string }): Promise<void> => {
    const search = this.saved.find(id);
    if (search === undefined) return;
    const name = await this.window.askName(search.name);
    if (name !== undefined) await this.saved.rename(id, name);
  };

  /** Deletes at once and offers to take it back, which costs less than a question each time. */
  readonly delete = async ({ id }: { readonly id: string }): Promise<void> => {
    const search = this.saved.find(id);
    if (search === undefined) return;
    await this.saved.remove(id);
    const undo = await this.window.offerUndo(this.t('The saved search "{0}" was deleted.', search.name));
    if (undo) await this.saved.restore(search);
  };

  #find(id: string): SavedSearch | undefined {
    return this.saved.find(id) ?? exampleSearches(this.t).find((search) => search.id === id);
  }
}
