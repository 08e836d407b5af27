import type { Changed } from "../../src/shared/rpc.js";
import type { Answer, ParsedQuery, PanelSetup, QueryChange } from "../../src/shared/searchPanel.js";
import { Store } from "../ui/store.js";
import { explained } from "./host.js";
import type { Host } from "./host.js";
import type { PageState } from "./pageState.js";

/** Waiting shorter than this is not worth showing: a flicker says less than nothing. */
const showWaitAfterMs = 200;

const emptyAnswer: Answer = {
  state: "idle",
  revision: 0,
  shown: 0,
  counts: { changed: 0, read: 0, denied: 0, failed: 0, noise: 0 },
  retries: 0,
  deployments: 0,
  asked: undefined,
  progress: 0,
  elapsedMs: 0,
  caveats: [],
  problems: [],
  fromMs: 0,
  toMs: 0,
};

/** The question and its answer, as the host last told them. */
export class SearchModel extends Store {
  setup: PanelSetup | undefined;
  query: ParsedQuery = {
    text: "",
    range: { kind: "last", ms: 0 },
    accounts: [],
    regions: [],
    chips: [],
    problems: [],
  };
  answer: Answer = emptyAnswer;
  /** When `answer` arrived, so that the elapsed time can go on between two answers. */
  answeredAtMs = 0;
  /** A line that could not be read as a query, with what is wrong in it. */
  refused: ParsedQuery | undefined;
  searched = false;
  /** Counts the searches of this page, so that a view can tell a new answer from a growing one. */
  searches = 0;
  /** True from asking for a search until its first answer. */
  starting = false;
  /** True when a question of ours has been open for so long that it should be shown. */
  waiting = false;
  /** Why the page itself could not open. */
  openFailure: string | undefined;

  #open = 0;
  #refreshing: Promise<void> | undefined;
  #askAgain = false;
  #edits: Promise<unknown> = Promise.resolve();
  #search: AbortController | undefined;

  constructor(
    private readonly host: Host,
    private readonly fail: (message: string) => void,
    /** Called once with the first setup, before anybody else hears of it. */
    private readonly begin: (setup: PanelSetup) => void,
  ) {
    super();
  }

  get isRunning(): boolean {
    return this.starting || this.answer.state === "running";
  }

  async start(state: PageState | undefined): Promise<void> {
    this.openFailure = undefined;
    try {
      const setup = await this.track(this.host.call("open", { state }));
      this.searched = state?.searched ?? false;
      this.#begin(setup);
      this.query = setup.query;
      this.changed();
      if (setup.searchNow) await this.search();
      else await this.refresh();
    } catch (error) {
      this.openFailure = explained(error);
      this.changed();
    }
  }

  #begin(setup: PanelSetup): void {
    const isFirst = this.setup === undefined;
    this.setup = setup;
    if (isFirst) this.begin(setup);
  }

  async hear(what: Changed, state: PageState): Promise<void> {
    if (what === "answer") return this.refresh();
    const setup = await this.attempt(this.host.reopen(state));
    if (!setup) return;
    this.setup = setup;
    if (what === "query") this.query = setup.query;
    this.changed();
    if (what === "query" && setup.searchNow) await this.search();
    else await this.refresh();
  }

  /** Changes one part of the question; asks it at once when there is an answer to keep up to date. */
  edit(change: QueryChange, searchNow = this.searched): Promise<boolean> {
    return this.#inTurn(async () => {
      const parsed = await this.attempt(this.host.call("edit", { text: this.query.text, change }));
      return parsed !== undefined && this.#take(parsed, searchNow);
    });
  }

  /** Replaces the whole line. */
  setText(text: string, searchNow: boolean): Promise<boolean> {
    return this.#inTurn(async () => {
      const parsed = await this.attempt(this.host.call("parse", { text }));
      // what is wrong is told by its place in the line as it was given
      return parsed !== undefined && this.#take(parsed, searchNow, text);
    });
  }

  /** Takes back that the last line was refused, because it is being changed. */
  accept(): void {
    if (!this.refused) return;
    this.refused = undefined;
    this.changed();
  }

  async search(): Promise<void> {
    this.#search?.abort();
    const abort = new AbortController();
    this.#search = abort;
    this.searched = true;
    this.starting = true;
    this.searches += 1;
    this.refused = undefined;
    // sent before the views hear of it, so that what they ask next is already about this search
    const call = this.host.call("search", { text: this.query.text }, abort.signal);
    this.changed();
    const started = await this.attempt(call.then(() => true));
    if (this.#search !== abort) return;
    if (started) await this.refresh();
    else if (!abort.signal.aborted) this.answer = { ...emptyAnswer, state: "failed" };
    this.starting = false;
    this.changed();
  }

  async stop(): Promise<void> {
    await this.attempt(this.host.call("stop", {}));
    await this.refresh();
  }

  /** Asks for the answer; a change heard meanwhile leads to one more question, however many there were. */
  refresh(): Promise<void> {
    this.#askAgain = true;
    this.#refreshing ??= this.#askUntilCurrent().finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  async #askUntilCurrent(): Promise<void> {
    while (this.#askAgain) {
      this.#askAgain = false;
      try {
        this.answer = await this.host.call("answer", {});
        this.answeredAtMs = Date.now();
        this.changed();
      } catch (error) {
        if (explained(error) === undefined)
          this.#askAgain = true; // called off by opening again, not refused
        else this.#report(error);
      }
    }
  }

  /** The call's result, or undefined when it failed; the failure is shown. */
  async attempt<T>(call: Promise<T>): Promise<T | undefined> {
    try {
      return await this.track(call);
    } catch (error) {
      this.#report(error);
      return undefined;
    }
  }

  /** Shows the wait when it gets long. */
  async track<T>(call: Promise<T>): Promise<T> {
    this.#open += 1;
    const timer = setTimeout(() => {
      this.waiting = true;
      this.changed();
    }, showWaitAfterMs);
    try {
      return await call;
    } finally {
      clearTimeout(timer);
      this.#open -= 1;
      if (this.waiting && this.#open === 0) {
        this.waiting = false;
        this.changed();
      }
    }
  }

  #take(parsed: ParsedQuery, searchNow: boolean, given = parsed.text): boolean {
    if (parsed.problems.length > 0) {
      this.refused = { ...parsed, text: given };
      this.changed();
      return false;
    }
    this.query = parsed;
    this.refused = undefined;
    this.changed();
    if (searchNow) void this.search();
    return true;
  }

  /** Edits name parts by position, so one must be done before the next is sent. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#edits.then(work, work);
    this.#edits = done;
    return done;
  }

  #report(error: unknown): void {
    const message = explained(error);
    if (message !== undefined) this.fail(message);
  }
}
