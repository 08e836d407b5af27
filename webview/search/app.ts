import * as l10n from "@vscode/l10n";
import { css, html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { Announcer } from "../ui/announcer.js";
import { progressRing } from "../ui/controls.js";
import { PageElement, define } from "../ui/element.js";
import { MenuElement } from "../ui/menu.js";
import { outcomeName, outcomes } from "../ui/outcome.js";
import { styled } from "../ui/styled.js";
import type { AnswerLineElement } from "./answer/answerLine.js";
import { failedState, nothingFound, openFailed, startState } from "./answer/emptyState.js";
import type { DetailElement } from "./detail/detailElement.js";
import { KeysHelpElement } from "./keysHelp.js";
import type { SearchPage } from "./page.js";
import { pageKey } from "./pageKeys.js";
import type { PageKey } from "./pageKeys.js";
import type { QueryBarElement } from "./query/queryBar.js";
import { sash } from "./sash.js";
import type { TableElement } from "./table/tableElement.js";
import type { TimelineElement } from "./timeline/timelineElement.js";
import "./answer/answerLine.js";
import "./detail/detailElement.js";
import "./query/queryBar.js";
import "./table/tableElement.js";
import "./timeline/timelineElement.js";

/** From this width on the detail stands beside the table; under it, it is a sheet over it. */
const sidePx = 900;

/** The search panel: query, answer, timeline, table, detail. */
export class SearchElement extends PageElement {
  static override properties = { page: { attribute: false }, width: { state: true } };
  declare page: SearchPage;
  declare width: number;

  readonly #menu = new MenuElement();
  readonly #help = new KeysHelpElement();
  readonly #stops: (() => void)[] = [];
  #wasRunning = false;
  #wasOpen = false;
  readonly #size = new ResizeObserver(() => (this.width = document.documentElement.clientWidth));

  constructor() {
    super();
    this.width = document.documentElement.clientWidth;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { search, detail, preferences } = this.page;
    for (const store of [search, detail, preferences])
      this.#stops.push(store.subscribe(() => this.requestUpdate()));
    const announcer = new Announcer(this);
    this.page.say = (text) => announcer.say(text);
    this.#stops.push(search.subscribe(() => this.#announce()));
    document.addEventListener("keydown", this.#keys);
    this.#size.observe(document.documentElement);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops.splice(0)) stop();
    document.removeEventListener("keydown", this.#keys);
    this.#size.disconnect();
  }

  get #queryBar(): QueryBarElement | null {
    return this.querySelector<QueryBarElement>("ct-query-bar");
  }

  get #table(): TableElement | null {
    return this.querySelector<TableElement>("ct-table");
  }

  /** Says once how a search ended; while it runs, the progress bar tells. */
  #announce(): void {
    const { isRunning, answer } = this.page.search;
    if (this.#wasRunning && !isRunning) {
      const { formats } = this.page;
      const parts = outcomes
        .filter((outcome) => answer.counts[outcome] > 0)
        .map((outcome) => `${formats.number(answer.counts[outcome])} ${outcomeName(outcome)}`);
      this.page.say([l10n.t("{0} events found", formats.number(answer.shown)), ...parts].join(", "));
    }
    this.#wasRunning = isRunning;
  }

  readonly #keys = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const key = pageKey(event);
    if (key && this.#run(key)) event.preventDefault();
  };

  #run(key: PageKey): boolean {
    const { page } = this;
    switch (key) {
      case "query":
        this.#queryBar?.focus();
        return true;
      case "back":
        return this.#stepBack();
      case "utc":
        page.toggleUtc();
        return true;
      case "help":
        this.#help.show();
        return true;
      case "previous":
      case "next":
        void page.step(key);
        return true;
      case "copy":
        return this.#copyRow();
      case "compare":
        return this.#compareRow();
      case "session":
        return this.#showSession();
      case "fold":
        page.toggleFold();
        return true;
    }
  }

  /** The event that keys are about: the one whose detail is open, else the active row's. */
  get #eventId(): string | undefined {
    const { detail } = this.page;
    return detail.isOpen ? detail.selectedId : this.#table?.activeEvent?.id;
  }

  #showSession(): boolean {
    const id = this.#eventId;
    if (id !== undefined) void this.page.showSession(id);
    return id !== undefined;
  }

  #copyRow(): boolean {
    const id = this.#eventId;
    if (id !== undefined) void this.page.copy(id, "row");
    return id !== undefined;
  }

  #compareRow(): boolean {
    const id = this.#eventId;
    if (id !== undefined) this.page.comparePrevious(id);
    return id !== undefined;
  }

  /** One step back a press: the text form of the query, the detail, the zoom, what was switched on, the question. */
  #stepBack(): boolean {
    if (this.querySelector<QueryBarElement>("ct-query-bar")?.stepBack()) return true;
    if (this.page.detail.isOpen) {
      this.#closeDetail();
      return true;
    }
    const answer = this.querySelector<AnswerLineElement>("ct-answer-line");
    if (answer?.isOpen) {
      answer.isOpen = false;
      return true;
    }
    const timeline = this.querySelector<TimelineElement>("ct-timeline");
    if (!timeline?.isZoomed) return this.page.way.back();
    timeline.reset();
    return true;
  }

  #closeDetail(): void {
    this.page.detail.close();
    this.#table?.focus();
  }

  /** A sheet takes the focus, because it covers what had it; a pane beside the table does not. */
  protected override updated(): void {
    const { isOpen } = this.page.detail;
    if (isOpen && !this.#wasOpen && this.width < sidePx)
      this.querySelector<DetailElement>("ct-detail")?.focus();
    this.#wasOpen = isOpen;
  }

  protected override render(): TemplateResult {
    const { search } = this.page;
    if (search.openFailure !== undefined) return openFailed(this.page, search.openFailure);
    if (!search.setup) {
      return html`<div class="ct-opening">
        ${search.waiting ? progressRing(l10n.t("Opening")) : nothing}
      </div>`;
    }
    return html`<main class="ct-page">
      <h1 class="ct-hidden">${l10n.t("CloudTrail search")}</h1>
      <ct-query-bar
        .page=${this.page}
        .menu=${this.#menu}
        .showKeys=${() => this.#help.show()}
      ></ct-query-bar>
      <ct-answer-line .page=${this.page}></ct-answer-line>
      ${this.#results()} ${this.#menu} ${this.#help}
    </main>`;
  }

  #results(): TemplateResult {
    const { search } = this.page;
    const { state, shown } = search.answer;
    const isIdle = state === "idle" && !search.starting;
    if (isIdle) return startState(this.page);
    if (search.isRunning || shown > 0)
      return html`<ct-timeline .page=${this.page}></ct-timeline>${this.#split()}`;
    if (state === "failed") return failedState(this.page); // shows the problems that the answer line leaves to it
    return html`<ct-timeline .page=${this.page}></ct-timeline>${nothingFound(this.page)}`;
  }

  #split(): TemplateResult {
    const { detail, preferences } = this.page;
    const isSide = this.width >= sidePx;
    const width = Math.min(preferences.now.detailWidth ?? this.width * 0.36, this.width - 360);
    return html`<div class="ct-split">
      <ct-table .page=${this.page} .menu=${this.#menu} ?inert=${detail.isOpen && !isSide}></ct-table>
      ${detail.isOpen && isSide ? sash(this.page, width) : nothing}
      ${
        detail.isOpen
          ? html`<ct-detail
              class=${isSide ? "ct-side" : "ct-sheet"}
              .page=${this.page}
              .close=${() => this.#closeDetail()}
              ${styled({ width: isSide ? `${width}px` : undefined })}
            ></ct-detail>`
          : nothing
      }
    </div>`;
  }
}

define(
  "cloudtrail-search",
  SearchElement,
  css`
    cloudtrail-search {
      display: block;
      height: 100%;
    }
    .ct-page {
      display: flex;
      flex-direction: column;
      height: 100%;
      min-height: 0;
    }
    .ct-opening {
      display: flex;
      justify-content: center;
      padding-top: 20vh;
    }
    .ct-split {
      position: relative;
      display: flex;
      flex: 1;
      min-height: 96px;
      overflow: hidden;
    }
    .ct-side {
      flex: none;
    }
    .ct-sheet {
      position: absolute;
      inset: 8px 0 0 0;
      z-index: 4;
      border-top: 1px solid var(--vscode-editorWidget-border, var(--ct-border));
      box-shadow: 0 -4px 12px var(--vscode-widget-shadow, transparent);
    }
    .ct-sash {
      position: relative;
      flex: none;
      width: 1px;
      background: var(--ct-border);
      cursor: col-resize;
      touch-action: none;
    }
    .ct-sash::before {
      content: "";
      position: absolute;
      inset: 0 -3px;
      z-index: 3;
    }
    .ct-sash:hover,
    .ct-sash:focus-visible {
      background: var(--vscode-sash-hoverBorder, var(--vscode-focusBorder));
      box-shadow: 0 0 0 1px var(--vscode-sash-hoverBorder, var(--vscode-focusBorder));
      outline: none;
    }
  `,
);
