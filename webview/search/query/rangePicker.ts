import * as l10n from "@vscode/l10n";
import { css, html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { TimeRange } from "../../../src/shared/searchData.js";
import { button, checkbox, dateTimeField } from "../../ui/controls.js";
import { PageElement, define } from "../../ui/element.js";
import { lengthName } from "../../ui/format.js";
import type { Formats } from "../../ui/format.js";
import { icon } from "../../ui/icon.js";
import { Popup } from "../../ui/popup.js";
import { fromField, toField } from "./dates.js";
import { closedEnds, rangeName } from "./rangeName.js";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Event history holds 90 days. */
const oldestMs = 90 * dayMs;
const presets: readonly number[] = [
  hourMs / 4,
  hourMs,
  6 * hourMs,
  dayMs,
  3 * dayMs,
  7 * dayMs,
  30 * dayMs,
  oldestMs,
];

/** A button that opens the choice of time: counted back from now, or between two moments. */
export class RangePickerElement extends PageElement {
  static override properties = {
    range: { attribute: false },
    formats: { attribute: false },
    pick: { attribute: false },
    toggleUtc: { attribute: false },
    from: { state: true },
    to: { state: true },
  };
  declare range: TimeRange;
  declare formats: Formats;
  declare pick: (range: TimeRange) => void;
  declare toggleUtc: () => void;
  /** Ends of the exact range as far as they are filled in. */
  declare from: number | undefined;
  declare to: number | undefined;

  readonly #popup = new Popup(this, ".ct-range");

  constructor() {
    super();
    this.range = { kind: "last", ms: 7 * dayMs };
    this.pick = () => undefined;
    this.toggleUtc = () => undefined;
    this.from = this.to = undefined;
  }

  readonly #toggle = (event: MouseEvent): void => {
    if (this.#popup.isOpen) {
      this.#popup.close(true);
      return;
    }
    const nowMs = Math.floor(Date.now() / 1_000) * 1_000;
    const { range } = this;
    const ends = range.kind === "exact" ? closedEnds(range.fromMs, range.toMs) : { from: nowMs - range.ms };
    this.from = ends.from ?? nowMs - oldestMs;
    this.to = "to" in ends ? ends.to : nowMs;
    this.#popup.open(event.currentTarget as HTMLElement);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.ct-preset[tabindex="0"]')?.focus());
  };

  #choose(range: TimeRange): void {
    this.#popup.close(true);
    this.pick(range);
  }

  readonly #presetKeys = (event: KeyboardEvent): void => {
    const all = [...this.querySelectorAll<HTMLElement>(".ct-preset")];
    const at = all.indexOf(event.target as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all[Math.min(Math.max(to, 0), all.length - 1)]?.focus();
  };

  protected override render(): TemplateResult {
    const name = l10n.t("Time range");
    return html`${button(rangeName(this.range, this.formats), {
        onClick: this.#toggle,
        icon: "calendar",
        label: name,
        popup: "dialog",
        expanded: this.#popup.isOpen,
        className: "ct-picker-button",
      })}
      <div class="ct-popup ct-range" popover="manual" role="dialog" aria-label=${name}>
        ${this.#popup.isOpen ? this.#content() : nothing}
      </div>`;
  }

  #content(): TemplateResult {
    const { range, from, to } = this;
    const chosen = range.kind === "last" ? range.ms : undefined;
    const first = chosen !== undefined && presets.includes(chosen) ? chosen : presets[0];
    return html`<div
        class="ct-presets"
        role="radiogroup"
        aria-label=${l10n.t("Counted back from now")}
        @keydown=${this.#presetKeys}
      >
        ${presets.map(
          (ms) =>
            html`<div
              class="ct-preset"
              role="radio"
              aria-checked=${ms === chosen ? "true" : "false"}
              tabindex=${ms === first ? 0 : -1}
              @click=${() => this.#choose({ kind: "last", ms })}
              @keydown=${(event: KeyboardEvent) => {
                if (event.key !== "Enter" && event.key !== " ") return;
                event.preventDefault();
                this.#choose({ kind: "last", ms });
              }}
            >
              ${ms === chosen ? icon("check") : html`<span class="ct-preset-gap"></span>`}${l10n.t("Last {0}", lengthName(ms))}
            </div>`,
        )}
      </div>
      <div class="ct-exact">
        ${this.#field(l10n.t("From"), from, (value) => (this.from = value))}
        ${this.#field(l10n.t("To"), to, (value) => (this.to = value))}
        ${checkbox(l10n.t("UTC"), this.formats.utc, () => this.toggleUtc())}
        ${
          from !== undefined && to !== undefined && from >= to
            ? html`<div class="ct-exact-problem" role="alert">
                ${l10n.t("The end must be after the start.")}
              </div>`
            : nothing
        }
        ${button(l10n.t("Use This Range"), {
          kind: "primary",
          disabled: from === undefined || to === undefined || from >= to,
          onClick: () => {
            if (this.from !== undefined && this.to !== undefined)
              this.#choose({ kind: "exact", fromMs: this.from, toMs: this.to });
          },
        })}
      </div>`;
  }

  #field(
    label: string,
    timeMs: number | undefined,
    set: (timeMs: number | undefined) => void,
  ): TemplateResult {
    const { utc } = this.formats;
    return dateTimeField(label, timeMs === undefined ? "" : toField(timeMs, utc), (value) =>
      set(fromField(value, utc)),
    );
  }
}

define(
  "ct-range-picker",
  RangePickerElement,
  css`
    ct-range-picker {
      display: inline-flex;
      min-width: 0;
    }
    .ct-range:popover-open {
      display: flex;
    }
    .ct-presets {
      min-width: 140px;
      padding-inline-end: 4px;
      border-inline-end: 1px solid var(--vscode-menu-separatorBackground, var(--ct-border));
    }
    .ct-preset {
      display: flex;
      align-items: center;
      gap: 4px;
      height: 24px;
      padding: 0 10px 0 4px;
      border-radius: 3px;
      cursor: pointer;
    }
    .ct-preset-gap {
      width: 16px;
    }
    .ct-preset:hover {
      background: var(--vscode-list-hoverBackground);
    }
    .ct-preset:focus {
      color: var(--vscode-list-activeSelectionForeground);
      background: var(--vscode-list-activeSelectionBackground);
      outline: 1px solid var(--vscode-list-focusOutline, transparent);
      outline-offset: -1px;
    }
    .ct-exact {
      display: flex;
      flex-direction: column;
      align-items: stretch;
      gap: 8px;
      padding: 6px 8px 8px 12px;
    }
    .ct-exact-problem {
      color: var(--vscode-errorForeground);
      max-width: 190px;
    }
  `,
);
