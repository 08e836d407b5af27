import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Suggestion } from "../../../src/shared/searchPanel.js";
import type { QueryProblem } from "../../../src/shared/searchData.js";
import { PageElement, define } from "../../ui/element.js";
import { Popup } from "../../ui/popup.js";
import { cellText, visible } from "../../ui/text.js";
import { marked } from "./problems.js";
import { queryInputStyles } from "./queryInputStyles.js";

const suggestAfterMs = 100;
const listId = "ct-suggestions";

export interface InputHandlers {
  readonly suggest: (text: string, caret: number, signal: AbortSignal) => Promise<readonly Suggestion[]>;
  readonly changed: (text: string) => void;
  readonly submit: () => void;
  /** Left or Backspace where nothing is left of the caret. */
  readonly leaveLeft: () => void;
}

/** One line to type a query, or a part of one, with suggestions as an ARIA combobox. */
export class QueryInputElement extends PageElement {
  static override properties = {
    value: { attribute: false },
    problems: { attribute: false },
    hint: { attribute: false },
    label: { attribute: false },
    handlers: { attribute: false },
    suggestions: { state: true },
    active: { state: true },
  };
  declare value: string;
  declare problems: readonly QueryProblem[];
  declare hint: string;
  declare label: string;
  declare handlers: InputHandlers | undefined;
  declare suggestions: readonly Suggestion[];
  /** -1 while none is chosen: Enter then means the text as it stands. */
  declare active: number;

  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;
  readonly #popup = new Popup(this, ".ct-suggestions");

  constructor() {
    super();
    this.value = this.hint = this.label = "";
    this.problems = [];
    this.handlers = undefined;
    this.suggestions = [];
    this.active = -1;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }

  get #input(): HTMLInputElement | null {
    return this.querySelector("input");
  }

  override focus(): void {
    this.#input?.focus();
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.active = -1;
    this.#popup.close();
  }

  #suggestSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#suggest(), suggestAfterMs);
  }

  async #suggest(): Promise<void> {
    const input = this.#input;
    if (!input || !this.handlers) return;
    this.#asking?.abort();
    const abort = new AbortController();
    this.#asking = abort;
    let found: readonly Suggestion[];
    try {
      found = await this.handlers.suggest(
        input.value,
        input.selectionStart ?? input.value.length,
        abort.signal,
      );
    } catch {
      return; // a suggestion that does not come is not missed: the person types on
    }
    if (abort.signal.aborted || document.activeElement !== input) return;
    this.suggestions = found;
    this.active = -1;
    if (found.length > 0) this.#popup.open(input);
    else this.#popup.close();
  }

  #take(suggestion: Suggestion): void {
    const { insert, from, to } = suggestion;
    const text = this.value.slice(0, from) + insert + this.value.slice(to);
    const caret = from + insert.length;
    this.handlers?.changed(text);
    this.value = text;
    this.#close();
    void this.updateComplete.then(() => {
      this.#input?.focus();
      this.#input?.setSelectionRange(caret, caret);
      if (insert.endsWith(":")) void this.#suggest();
    });
  }

  readonly #keys = (event: KeyboardEvent): void => {
    if (this.#key(event)) event.preventDefault();
  };

  /** True when the key was one of the input's own. */
  #key({ key, shiftKey }: KeyboardEvent): boolean {
    const chosen = this.#popup.isOpen ? this.suggestions[this.active] : undefined;
    if (key === "Tab") return this.#tab(shiftKey ? undefined : chosen);
    const act = {
      ArrowDown: () => this.#choose(1),
      ArrowUp: () => this.#choose(-1),
      Enter: () => this.#enter(chosen),
      ArrowLeft: this.#isAtStart ? () => this.handlers?.leaveLeft() : undefined,
      Backspace: this.#isAtStart ? () => this.handlers?.leaveLeft() : undefined,
    }[key];
    act?.();
    return act !== undefined;
  }

  /** Takes what is chosen; else the key goes on to the next control. */
  #tab(chosen: Suggestion | undefined): boolean {
    if (chosen) this.#take(chosen);
    else this.#close();
    return chosen !== undefined;
  }

  #choose(by: 1 | -1): void {
    if (this.#popup.isOpen) this.#step(by);
    else void this.#suggest();
  }

  #enter(chosen: Suggestion | undefined): void {
    if (chosen) {
      this.#take(chosen);
      return;
    }
    this.#close();
    this.handlers?.submit();
  }

  get #isAtStart(): boolean {
    const input = this.#input;
    return input !== null && input.selectionStart === 0 && input.selectionEnd === 0;
  }

  /** -1, the text itself, is one of the stops. */
  #step(by: 1 | -1): void {
    const stops = this.suggestions.length + 1;
    this.active = ((this.active + 1 + by + stops) % stops) - 1;
    void this.updateComplete.then(() =>
      this.querySelector(".ct-suggestion.ct-on")?.scrollIntoView({ block: "nearest" }),
    );
  }

  readonly #typed = (event: Event): void => {
    this.value = (event.target as HTMLInputElement).value;
    this.handlers?.changed(this.value);
    this.#suggestSoon();
  };

  readonly #scrolled = (): void => {
    const mirror = this.querySelector(".ct-mirror");
    if (mirror && this.#input) mirror.scrollLeft = this.#input.scrollLeft;
  };

  protected override updated(): void {
    this.#scrolled();
  }

  protected override render(): TemplateResult {
    const isOpen = this.#popup.isOpen;
    return html`<div class="ct-mirror" aria-hidden="true">${marked(this.value, this.problems)}</div>
      <input
        type="text"
        class="ct-input"
        role="combobox"
        spellcheck="false"
        autocomplete="off"
        autocapitalize="off"
        aria-label=${this.label}
        aria-autocomplete="list"
        aria-expanded=${isOpen ? "true" : "false"}
        aria-controls=${listId}
        aria-activedescendant=${isOpen && this.active >= 0 ? `${listId}-${this.active}` : nothing}
        aria-invalid=${this.problems.length > 0 ? "true" : "false"}
        aria-describedby=${this.problems.length > 0 ? "ct-problems" : nothing}
        placeholder=${this.hint}
        .value=${live(this.value)}
        @input=${this.#typed}
        @keydown=${this.#keys}
        @scroll=${this.#scrolled}
        @blur=${() => this.#close()}
      />
      <div
        id=${listId}
        class="ct-popup ct-suggestions"
        popover="manual"
        role="listbox"
        aria-label=${l10n.t("Suggestions")}
      >
        ${isOpen ? this.suggestions.map((each, at) => this.#suggestion(each, at)) : nothing}
      </div>`;
  }

  #suggestion(suggestion: Suggestion, at: number): TemplateResult {
    const isOn = at === this.active;
    return html`<div
      id="${listId}-${at}"
      class="ct-suggestion${isOn ? " ct-on" : ""}"
      role="option"
      aria-selected=${isOn ? "true" : "false"}
      @pointerdown=${(event: Event) => {
        event.preventDefault(); // the input keeps the focus
        this.#take(suggestion);
      }}
    >
      <bdi class="ct-mono">${cellText(suggestion.label)}</bdi
      ><bdi class="ct-muted">${visible(suggestion.description)}</bdi>
    </div>`;
  }
}

define("ct-query-input", QueryInputElement, queryInputStyles);
