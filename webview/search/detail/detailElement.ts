import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { EventDetail, Fact } from "../../../src/shared/searchPanel.js";
import { button, iconButton, progressRing } from "../../ui/controls.js";
import { PageElement, define } from "../../ui/element.js";
import type { SearchPage } from "../page.js";
import { detailStyles } from "./detailStyles.js";
import {
  actions,
  chain,
  factList,
  headline,
  marks,
  relatedList,
  section,
  sessionLine,
  via,
} from "./detailParts.js";
import { roles, rolesBehind } from "./roleChain.js";
import "./jsonTree.js";

const showWaitAfterMs = 200;

/** What is known of one event: the sentence first, the record last. */
export class DetailElement extends PageElement {
  static override properties = {
    page: { attribute: false },
    close: { attribute: false },
    fact: { state: true },
    isSlow: { state: true },
  };
  declare page: SearchPage;
  declare close: () => void;
  /** The fact that keys act on. */
  declare fact: number;
  declare isSlow: boolean;

  #timer: ReturnType<typeof setTimeout> | undefined;
  #shownId: string | undefined;
  readonly #stops: (() => void)[] = [];

  constructor() {
    super();
    this.close = () => undefined;
    this.fact = 0;
    this.isSlow = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { detail, preferences } = this.page;
    this.#stops.push(
      detail.subscribe(() => this.#heard()),
      preferences.subscribe(() => this.requestUpdate()),
    );
    this.#heard();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops.splice(0)) stop();
    clearTimeout(this.#timer);
  }

  /** Puts the focus on the pane itself, so that reading and tabbing start at its top. */
  override focus(): void {
    this.querySelector<HTMLElement>(".ct-detail")?.focus();
  }

  #heard(): void {
    clearTimeout(this.#timer);
    const { isLoading, detail } = this.page.detail;
    if (isLoading) this.#timer = setTimeout(() => (this.isSlow = true), showWaitAfterMs);
    else this.isSlow = false;
    if (detail && detail.row.id !== this.#shownId) {
      this.#shownId = detail.row.id;
      this.fact = 0;
      this.querySelector(".ct-detail-body")?.scrollTo({ top: 0 });
    }
    this.requestUpdate();
  }

  #filter(fact: Fact, negated: boolean): void {
    const { field, value } = fact;
    if (field) this.page.filter({ kind: "add", field, value, negated });
  }

  readonly #factKeys = (event: KeyboardEvent, facts: readonly Fact[]): void => {
    const fact = facts[this.fact];
    if (!fact || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target instanceof HTMLElement) || event.target.tagName !== "DD") return;
    const to = { ArrowDown: this.fact + 1, ArrowUp: this.fact - 1, Home: 0, End: facts.length - 1 }[
      event.key
    ];
    if (to !== undefined) this.#focusFact(Math.min(Math.max(to, 0), facts.length - 1));
    else if (event.key === "f" || event.key === "x") this.#filter(fact, event.key === "x");
    else if (event.key === "c") void this.page.copyText(fact.value);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #focusFact(at: number): void {
    this.fact = at;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`[data-fact="${at}"] dd`)?.focus());
  }

  protected override render(): TemplateResult {
    const { detail, failure, isLoading } = this.page.detail;
    const isOld = isLoading && this.isSlow;
    return html`<aside
      class="ct-detail"
      aria-label=${l10n.t("Event details")}
      tabindex="-1"
      aria-busy=${isLoading ? "true" : "false"}
    >
      <div class="ct-detail-head">
        <h2><bdi>${detail?.row.eventName ?? l10n.t("Event")}</bdi></h2>
        ${isOld ? progressRing(l10n.t("Loading the event")) : nothing}
        ${iconButton("close", l10n.t("Close (Esc)"), { onClick: () => this.close() })}
      </div>
      <div
        class="ct-detail-body${isOld ? " ct-old" : ""}"
        tabindex="0"
        role="region"
        aria-label=${l10n.t("Event details")}
      >
        ${detail ? this.#content(detail) : failure === undefined ? nothing : this.#failed(failure)}
      </div>
    </aside>`;
  }

  #failed(message: string): TemplateResult {
    if (this.page.search.isRunning)
      return html`<p class="ct-muted">${l10n.t("Waiting until the search has found it again…")}</p>`;
    return html`<p role="alert">${message}</p>
      ${button(l10n.t("Try Again"), { onClick: () => void this.page.detail.retry() })}`;
  }

  #content(detail: EventDetail): TemplateResult {
    const { page } = this;
    const handlers = {
      active: Math.min(this.fact, detail.facts.length - 1),
      filter: (fact: Fact, negated: boolean) => this.#filter(fact, negated),
      copy: (fact: Fact) => void page.copyText(fact.value),
      focus: (at: number) => (this.fact = at),
    };
    return html`${headline(detail, page)} ${rolesBehind(detail)} ${sessionLine(detail, page)}
      ${actions(detail, page)} ${marks(detail)}
      <div @keydown=${(event: KeyboardEvent) => this.#factKeys(event, detail.facts)}>
        ${factList(detail.facts, handlers)}
      </div>
      ${chain(detail)} ${roles(detail, page)} ${via(detail)} ${this.#tree(l10n.t("Request"), detail.request)}
      ${this.#tree(l10n.t("Response"), detail.response)} ${relatedList(detail.related, page)}`;
  }

  #tree(title: string, value: unknown): TemplateResult | typeof nothing {
    if (value === undefined || value === null) return nothing;
    return section(
      title,
      html`<ct-json-tree
        .label=${title}
        .value=${typeof value === "object" ? value : { "": value }}
        .formats=${this.page.formats}
        .copy=${(text: string) => void this.page.copyText(text)}
      ></ct-json-tree>`,
    );
  }
}

define("ct-detail", DetailElement, detailStyles);
