import * as l10n from "@vscode/l10n";
import type { Changed } from "../../src/shared/rpc.js";
import type { CopyForm, ExportFormat, PanelAction, QueryChange } from "../../src/shared/searchPanel.js";
import { Formats } from "../ui/format.js";
import { DetailModel } from "./detailModel.js";
import { Host } from "./host.js";
import type { VsCodeApi } from "./host.js";
import { Notices } from "./notices.js";
import { readState } from "./pageState.js";
import type { PageState } from "./pageState.js";
import { Preferences } from "./preferences.js";
import { SearchModel } from "./searchModel.js";
import { Way } from "./way.js";

/** VS Code copies the state on every write, so bursts (scrolling, resizing) are written once. */
const keepAfterMs = 150;

/** Everything the views of the page share: what is known, what can be done. */
export class SearchPage {
  readonly host: Host;
  readonly notices = new Notices();
  readonly search: SearchModel;
  readonly detail: DetailModel;
  readonly preferences: Preferences;
  readonly way: Way;
  /** Brings a row into sight and makes it the active one; set by the table. */
  reveal: (id: string) => Promise<boolean> = () => Promise.resolve(false);
  /** Reads a sentence out; set by the page's frame. */
  say: (text: string) => void = () => undefined;

  #formats: Formats | undefined;
  #keep: ReturnType<typeof setTimeout> | undefined;
  #revision = 0;
  #selectedForCompare: string | undefined;
  #stepping: Promise<void> = Promise.resolve();
  readonly #kept: PageState | undefined;

  constructor(private readonly api: VsCodeApi) {
    this.#kept = readState(api.getState());
    this.host = new Host(api, (what) => this.#hear(what));
    this.search = new SearchModel(
      this.host,
      (message) => this.notices.trouble(message),
      ({ utc }) => this.#begin(utc),
    );
    this.detail = new DetailModel(this.host);
    this.preferences = new Preferences(this.#kept);
    this.way = new Way(this, this.#kept?.way ?? []);
    this.search.subscribe(() => this.#retryDetail());
    for (const store of [this.search, this.detail, this.preferences, this.way])
      store.subscribe(() => this.#keepSoon());
    window.addEventListener("pagehide", () => this.#keepNow());
  }

  get formats(): Formats {
    const { utc } = this.preferences.now;
    if (this.#formats?.utc !== utc) this.#formats = new Formats(this.#locale, utc);
    return this.#formats;
  }

  /** True in a page's first life: nothing was kept from an earlier one. */
  get isFresh(): boolean {
    return this.#kept === undefined;
  }

  async start(): Promise<void> {
    await this.search.start(this.#kept);
    const id = this.#kept?.selectedId;
    if (id !== undefined && this.search.answer.state !== "idle") await this.detail.open(id);
  }

  #begin(utc: boolean): void {
    this.#formats = undefined; // the locale is known from here on
    if (!this.#kept) this.preferences.set({ utc });
  }

  /** Adds a condition to the question and asks it again. */
  filter(change: QueryChange): void {
    void this.search.edit(change, true);
  }

  toggleUtc(): void {
    const utc = !this.preferences.now.utc;
    this.preferences.set({ utc });
    this.say(utc ? l10n.t("Times are in UTC") : l10n.t("Times are local"));
  }

  async copy(id: string, as: CopyForm): Promise<void> {
    const done = await this.search.attempt(this.host.call("copy", { ids: [id], as }).then(() => true));
    if (done) this.notices.done(copied(as));
  }

  async copyText(text: string, said = l10n.t("Copied")): Promise<void> {
    const done = await this.search.attempt(this.host.call("copyText", { text }).then(() => true));
    if (done) this.notices.done(said);
  }

  openRaw(id: string): void {
    void this.search.attempt(this.host.call("openRaw", { id }));
  }

  /** Opens the change before this event beside it, in the editor. */
  comparePrevious(id: string): void {
    void this.search.attempt(this.host.call("comparePrevious", { id }));
  }

  goToTemplate(id: string): void {
    void this.search.attempt(this.host.call("goToTemplate", { id }));
  }

  /** What the event that was selected for comparing is called. */
  get selectedForCompare(): string | undefined {
    return this.#selectedForCompare ?? this.search.setup?.selectedForCompare;
  }

  async selectForCompare(id: string): Promise<void> {
    const name = await this.search.attempt(this.host.call("selectForCompare", { id }));
    if (name === undefined) return;
    this.#selectedForCompare = name;
    this.notices.done(l10n.t("Selected {0} for comparing", name));
  }

  compareSelected(id: string): void {
    void this.search.attempt(this.host.call("compareSelected", { id }));
  }

  /** Looks for what began the sessions behind an event, and shows what was found. */
  async findSession(id: string): Promise<void> {
    const searched = await this.search.attempt(
      this.host.call("findSession", { id }).then((said) => ({ said })),
    );
    if (searched?.said !== undefined) this.notices.done(searched.said);
    if (searched !== undefined && this.detail.selectedId === id) await this.detail.retry();
  }

  async exportShown(format: ExportFormat): Promise<void> {
    const { sort } = this.preferences.now;
    const name = await this.search.attempt(this.host.call("exportShown", { format, sort }));
    if (name !== undefined) this.notices.done(l10n.t("Saved {0}", name));
  }

  async saveSearch(): Promise<void> {
    await this.search.attempt(this.host.call("saveSearch", { text: this.search.query.text }));
  }

  openPanel(text: string): void {
    void this.search.attempt(this.host.call("openPanel", { text }));
  }

  /** Everything the event's session did, in order, with the way back kept. */
  async showSession(id: string): Promise<void> {
    const answer = this.host.call("sessionOf", { id }).then((text) => ({ text }));
    const found = await this.search.attempt(answer);
    if (!found) return;
    if (found.text === undefined)
      this.notices.done(
        l10n.t("This event belongs to no session: it was not made with credentials that tell one"),
      );
    else await this.way.go(found.text, { laneBy: "session", sort: { column: "time", descending: false } });
  }

  toggleFold(): void {
    if (this.search.setup?.folder) {
      this.notices.done(l10n.t("Rows are not folded over a log folder"));
      return;
    }
    const fold = !this.preferences.now.fold;
    this.preferences.set({ fold });
    this.say(fold ? l10n.t("Deployments are folded") : l10n.t("Every event is a row"));
  }

  act(action: PanelAction): void {
    void this.search.attempt(this.host.call("act", { action }));
  }

  /** The change before or after the selected one of the same resource; each press counts, however fast they come. */
  step(direction: "previous" | "next"): Promise<void> {
    const next = (): Promise<void> => this.#step(direction);
    this.#stepping = this.#stepping.then(next, next);
    return this.#stepping;
  }

  async #step(direction: "previous" | "next"): Promise<void> {
    const id = await this.search.attempt(this.detail.neighbour(direction));
    if (id === undefined) {
      this.notices.done(
        direction === "previous"
          ? l10n.t("No earlier change of this resource in this answer")
          : l10n.t("No later change of this resource in this answer"),
      );
      return;
    }
    await Promise.all([this.detail.open(id), this.reveal(id)]);
  }

  /** Opens an event's detail and brings its row into sight. */
  async show(id: string): Promise<void> {
    await Promise.all([this.detail.open(id), this.reveal(id)]);
  }

  get state(): PageState {
    const { typed, topRow, detailWidth, ...settings } = this.preferences.now;
    return {
      version: 1,
      text: this.search.query.text,
      searched: this.search.searched,
      selectedId: this.detail.isOpen ? this.detail.selectedId : undefined,
      ...settings,
      way: this.way.steps,
      ...(this.search.setup?.folder ? { folder: this.search.setup.folder.path } : {}),
      ...(typed === "" ? {} : { typed }),
      ...(topRow === 0 ? {} : { topRow }),
      ...(detailWidth === undefined ? {} : { detailWidth }),
    };
  }

  get #locale(): string {
    return this.search.setup?.locale ?? document.body.dataset["locale"] ?? "en";
  }

  /** Coming back, the detail is asked for before its event has been found again. */
  #retryDetail(): void {
    const { revision } = this.search.answer;
    if (revision === this.#revision) return;
    this.#revision = revision;
    if (this.detail.isOpen && this.detail.failure !== undefined) void this.detail.retry();
  }

  #hear(what: Changed): void {
    void this.search.hear(what, this.state);
  }

  #keepSoon(): void {
    if (this.search.setup === undefined) return; // nothing to keep yet, and the kept state must survive until it is read
    this.#keep ??= setTimeout(() => this.#keepNow(), keepAfterMs);
  }

  #keepNow(): void {
    clearTimeout(this.#keep);
    this.#keep = undefined;
    if (this.search.setup !== undefined) this.api.setState(this.state);
  }
}

const copied = (as: CopyForm): string =>
  ({
    row: l10n.t("Row copied"),
    json: l10n.t("Record copied as JSON"),
    command: l10n.t("Command copied"),
    id: l10n.t("Event id copied"),
  })[as];
