import * as l10n from "@vscode/l10n";
import { css, html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { iconButton } from "../ui/controls.js";
import { PageElement, define } from "../ui/element.js";
import { markShape, outcomeMeaning, outcomeName, outcomeShape, outcomes } from "../ui/outcome.js";

type Entry = readonly [keys: readonly string[], does: string];

const general = (): readonly Entry[] => [
  [["/"], l10n.t("Type a query")],
  [["Esc"], l10n.t("One step back")],
  [["u"], l10n.t("Local time or UTC")],
  [["?"], l10n.t("This list")],
];
const events = (): readonly Entry[] => [
  [["↑", "↓", "PgUp", "PgDn"], l10n.t("Move through events")],
  [["←", "→"], l10n.t("Move through columns")],
  [["Enter"], l10n.t("Show details, or what is folded")],
  [["["], l10n.t("Previous change of the same resource")],
  [["]"], l10n.t("Next change of the same resource")],
  [["s"], l10n.t("Everything this session did")],
  [["g"], l10n.t("Fold deployments, or show every event")],
  [["d"], l10n.t("Compare with the previous change")],
  [["f"], l10n.t("Only this value")],
  [["x"], l10n.t("Not this value")],
  [["c"], l10n.t("Copy the row or value")],
  [["Shift", "F10"], l10n.t("Menu")],
  [["Shift", "←", "→"], l10n.t("Resize the column, in the header")],
];
const timeline = (): readonly Entry[] => [
  [["←", "→", "PgUp", "PgDn"], l10n.t("Move through the bars")],
  [["+", "-"], l10n.t("Zoom")],
  [["Shift", "←", "→"], l10n.t("Move the view")],
  [["Enter"], l10n.t("Show the first event of the bar")],
  [["0"], l10n.t("Show everything again")],
];

/** The list of keys, and what the marks mean. */
export class KeysHelpElement extends PageElement {
  static override properties = { isOpen: { state: true } };
  declare isOpen: boolean;
  #back: Element | null = null;

  constructor() {
    super();
    this.isOpen = false;
  }

  show(): void {
    this.#back = document.activeElement;
    this.isOpen = true;
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    if (this.#back instanceof HTMLElement) this.#back.focus();
  }

  protected override updated(): void {
    const dialog = this.querySelector("dialog");
    if (dialog && !dialog.open) dialog.showModal();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    return html`<dialog
      class="ct-keys"
      aria-label=${l10n.t("Keys")}
      @close=${() => this.close()}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== "Escape" && event.key !== "?") return;
        event.preventDefault();
        event.stopPropagation();
        this.close();
      }}
      @click=${(event: Event) => {
        if (event.target === event.currentTarget) this.close();
      }}
    >
      <div class="ct-keys-inner">
        <div class="ct-keys-head">
          <h2>${l10n.t("Keys and marks")}</h2>
          ${iconButton("close", l10n.t("Close"), { onClick: () => this.close() })}
        </div>
        <div class="ct-keys-groups">
          ${group(l10n.t("Everywhere"), general())} ${group(l10n.t("Events and details"), events())}
          ${group(l10n.t("Timeline"), timeline())} ${marksGroup()}
        </div>
      </div>
    </dialog>`;
  }
}

const group = (title: string, entries: readonly Entry[]): TemplateResult =>
  html`<section>
    <h3>${title}</h3>
    <dl>
      ${entries.map(
        ([keys, does]) =>
          html`<div>
            <dt>${keys.map((key) => html`<kbd class="ct-kbd">${key}</kbd>`)}</dt>
            <dd>${does}</dd>
          </div>`,
      )}
    </dl>
  </section>`;

const marksGroup = (): TemplateResult =>
  html`<section>
    <h3>${l10n.t("Marks")}</h3>
    <dl>
      ${outcomes.map(
        (outcome) =>
          html`<div>
            <dt class="ct-keys-mark">${outcomeShape(outcome)} ${outcomeName(outcome)}</dt>
            <dd>${outcomeMeaning(outcome)}</dd>
          </div>`,
      )}
      <div>
        <dt class="ct-keys-mark">${markShape(["destructive"])} ${l10n.t("Second look")}</dt>
        <dd>${l10n.t("Destroys, widens permissions, weakens logging, exposes, or touches credentials")}</dd>
      </div>
    </dl>
  </section>`;

define(
  "ct-keys-help",
  KeysHelpElement,
  css`
    .ct-keys {
      padding: 0;
      max-width: min(820px, calc(100vw - 32px));
      max-height: calc(100vh - 32px);
      overflow: auto;
      color: var(--vscode-editorWidget-foreground, var(--vscode-foreground));
      background: var(--vscode-editorWidget-background);
      border: 1px solid var(--vscode-editorWidget-border, var(--vscode-contrastBorder));
      border-radius: 6px;
      box-shadow: 0 0 12px var(--vscode-widget-shadow, transparent);
    }
    .ct-keys::backdrop {
      background: var(--vscode-editor-background);
      opacity: 0.5;
    }
    .ct-keys-inner {
      padding: 12px 18px 18px;
    }
    .ct-keys-head {
      display: flex;
      align-items: center;
      justify-content: space-between;
    }
    .ct-keys h2 {
      margin: 0;
      font-size: 15px;
      font-weight: 500;
    }
    .ct-keys h3 {
      margin: 14px 0 6px;
      font-size: 11px;
      color: var(--ct-muted);
    }
    .ct-keys-groups {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(330px, 100%), 1fr));
      gap: 0 32px;
    }
    .ct-keys dl {
      margin: 0;
    }
    .ct-keys dl > div {
      display: grid;
      grid-template-columns: 148px 1fr;
      gap: 10px;
      min-height: 24px;
      line-height: 17px;
      align-items: center;
    }
    .ct-keys dt {
      display: flex;
      gap: 3px;
    }
    .ct-keys-mark {
      align-items: center;
      gap: 6px !important;
    }
    .ct-keys dd {
      margin: 0;
    }
  `,
);
