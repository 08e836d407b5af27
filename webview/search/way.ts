import { Store } from "../ui/store.js";
import type { DetailModel } from "./detailModel.js";
import type { Step } from "./pageState.js";
import type { Preferences } from "./preferences.js";
import type { SearchModel } from "./searchModel.js";

/** Nobody goes back further. */
const mostSteps = 10;

/** What of the page a question is asked and looked at with. */
interface Asking {
  readonly search: SearchModel;
  readonly detail: DetailModel;
  readonly preferences: Preferences;
  /** Opens an event and brings its row into sight. */
  show(id: string): Promise<void>;
}

/** The questions that were left for another one, so that one can come back to each with its order and selection. */
export class Way extends Store {
  #steps: readonly Step[];

  constructor(
    private readonly page: Asking,
    kept: readonly Step[],
  ) {
    super();
    this.#steps = kept.slice(-mostSteps);
  }

  get steps(): readonly Step[] {
    return this.#steps;
  }

  /** The question that `back` asks again. */
  get last(): Step | undefined {
    return this.#steps.at(-1);
  }

  /** Asks another question in this panel. `look` is how its answer is looked at, as far as that differs. */
  async go(text: string, look: Partial<Pick<Step, "laneBy" | "sort">> = {}): Promise<void> {
    const { search, detail, preferences } = this.page;
    const { sort, laneBy } = preferences.now;
    const left: Step = { text: search.query.text, sort, laneBy, selectedId: detail.selectedId };
    if (!(await search.setText(text, false))) return;
    this.#steps = [...this.#steps, left].slice(-mostSteps);
    detail.close();
    preferences.set({ ...look, view: undefined });
    this.changed();
    await search.search();
  }

  /** Asks the last question left once more; false when there is none. */
  back(): boolean {
    const step = this.last;
    if (!step) return false;
    this.#steps = this.#steps.slice(0, -1);
    this.changed();
    void this.#take(step);
    return true;
  }

  async #take({ text, sort, laneBy, selectedId }: Step): Promise<void> {
    const { page } = this;
    if (!(await page.search.setText(text, false))) return;
    page.detail.close();
    page.preferences.set({ sort, laneBy, view: undefined });
    await page.search.search();
    if (selectedId !== undefined) await page.show(selectedId);
  }
}
