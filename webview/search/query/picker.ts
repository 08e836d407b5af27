import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Choice } from "../../../src/shared/searchPanel.js";
import { button, progressRing, textField } from "../../ui/controls.js";
import { PageElement, define } from "../../ui/element.js";
import { icon } from "../../ui/icon.js";
import { Popup } from "../../ui/popup.js";
import { cellText } from "../../ui/text.js";
import { pickerStyles } from "./pickerStyles.js";

/** From this many choices on there is a field to find one. */
const manyChoices = 9;

/**
 * A button that opens a list to pick one or several from. Enter or a click picks one and closes;
 * Space or a click on the box adds and removes, and closing then applies what is ticked.
 */
export class PickerElement extends PageElement {
  static override properties = {
    name: { attribute: false },
    iconName: { attribute: false },
    text: { attribute: false },
    choices: { attribute: false },
    defaultLabel: { attribute: false },
    load: { attribute: false },
    pick: { attribute: false },
    ticked: { state: true },
    active: { state: true },
    sought: { state: true },
    loading: { state: true },
  };
  declare name: string;
  declare iconName: string;
  declare text: string;
  declare choices: readonly Choice[];
  /** The choice of nothing in particular. */
  declare defaultLabel: string;
  /** Called when the list opens, for choices that are not known before. */
  declare load: (() => Promise<readonly Choice[]>) | undefined;
  declare pick: (values: readonly string[]) => void;
  declare ticked: ReadonlySet<string>;
  declare active: number;
  declare sought: string;
  declare loading: boolean;

  #before: ReadonlySet<string> = new Set();
  readonly #popup = new Popup(this, ".ct-picker-list", () => this.#apply());

  constructor() {
    super();
    this.text = this.name = this.iconName = this.defaultLabel = this.sought = "";
    this.choices = [];
    this.load = undefined;
    this.pick = () => undefined;
    this.ticked = new Set();
    this.active = 0;
    this.loading = false;
  }

  readonly #toggle = async (event: MouseEvent): Promise<void> => {
    if (this.#popup.isOpen) {
      this.#popup.close(true);
      return;
    }
    this.sought = "";
    this.active = 0;
    this.#tickSelected();
    this.#popup.open(event.currentTarget as HTMLElement);
    if (!this.load) return;
    this.loading = true;
    this.choices = await this.load();
    this.loading = false;
    this.#tickSelected();
  };

  #tickSelected(): void {
    this.#before = new Set(this.choices.filter(({ selected }) => selected).map(({ value }) => value));
    this.ticked = this.#before;
  }

  get #shown(): readonly Choice[] {
    const sought = this.sought.toLowerCase();
    return this.choices.filter(({ label, value, description }) =>
      [label, value, description].some((text) => text.toLowerCase().includes(sought)),
    );
  }

  #only(values: readonly string[]): void {
    this.#before = this.ticked = new Set(); // nothing left for closing to apply
    this.#popup.close(true);
    this.pick(values);
  }

  #tick(value: string): void {
    const ticked = new Set(this.ticked);
    if (!ticked.delete(value)) ticked.add(value);
    this.ticked = ticked;
  }

  #apply(): void {
    const isSame =
      this.ticked.size === this.#before.size && [...this.ticked].every((value) => this.#before.has(value));
    if (!isSame) this.pick([...this.ticked]);
  }

  readonly #keys = (event: KeyboardEvent): void => {
    const isInList = event.target instanceof Element && event.target.closest("[role=option]") !== null;
    if (!(isInList ? this.#listKey(event.key) : this.#fieldKey(event.key))) return;
    event.preventDefault();
    event.stopPropagation();
    void this.updateComplete.then(() => {
      const option = this.querySelector<HTMLElement>('[role=option][tabindex="0"]');
      option?.scrollIntoView({ block: "nearest" });
      option?.focus();
    });
  };

  /** From the field one goes down into the list, where it stands. */
  #fieldKey(key: string): boolean {
    const choice = this.#shown[this.active];
    if (key === "Enter" && choice) this.#enter(choice);
    return key === "ArrowDown" || (key === "Enter" && choice !== undefined);
  }

  #listKey(key: string): boolean {
    const shown = this.#shown;
    const choice = shown[this.active];
    const act = {
      ArrowDown: () => (this.active = Math.min(this.active + 1, shown.length - 1)),
      ArrowUp: () => (this.active = Math.max(this.active - 1, 0)),
      Home: () => (this.active = 0),
      End: () => (this.active = shown.length - 1),
      " ": () => choice && this.#tick(choice.value),
      Enter: () => choice && this.#enter(choice),
    }[key];
    act?.();
    return act !== undefined;
  }

  /** After ticking, Enter means "these"; before, it means "this one". */
  #enter(choice: Choice): void {
    const isTicking = this.ticked !== this.#before;
    if (isTicking) this.#popup.close(true);
    else this.#only([choice.value]);
  }

  protected override updated(): void {
    if (!this.#popup.isOpen || this.querySelector(".ct-picker-list:focus-within")) return;
    this.querySelector<HTMLElement>('[role=option][tabindex="0"]')?.focus();
  }

  protected override render(): TemplateResult {
    return html`${button(this.text, {
        onClick: (event) => void this.#toggle(event),
        icon: this.iconName,
        label: this.name,
        popup: "listbox",
        expanded: this.#popup.isOpen,
        className: "ct-picker-button",
      })}
      <div class="ct-popup ct-picker-list" popover="manual" @keydown=${this.#keys}>
        ${this.#popup.isOpen ? this.#list() : nothing}
      </div>`;
  }

  #list(): TemplateResult {
    const shown = this.#shown;
    return html`${
        this.choices.length >= manyChoices
          ? textField(
              l10n.t("Find"),
              this.sought,
              (value) => {
                this.sought = value;
                this.active = 0;
              },
              "search",
            )
          : nothing
      }
      ${this.loading ? html`<div class="ct-picker-note">${progressRing(l10n.t("Loading"))}</div>` : nothing}
      <div class="ct-options" role="listbox" aria-multiselectable="true" aria-label=${this.name}>
        ${shown.map((choice, at) => this.#option(choice, at))}
      </div>
      ${shown.length === 0 && !this.loading ? html`<div class="ct-picker-note">${l10n.t("Nothing to choose")}</div>` : nothing}
      <div class="ct-picker-foot">
        <button class="ct-plain ct-picker-default" @click=${() => this.#only([])}>
          ${this.defaultLabel}
        </button>
        <span class="ct-muted"><kbd class="ct-kbd">${l10n.t("Space")}</kbd> ${l10n.t("adds")}</span>
      </div>`;
  }

  #option({ value, label, description }: Choice, at: number): TemplateResult {
    const isTicked = this.ticked.has(value);
    const text = cellText(label);
    return html`<div
      role="option"
      class="ct-option"
      aria-selected=${isTicked ? "true" : "false"}
      tabindex=${at === this.active ? 0 : -1}
      @click=${() => this.#only([value])}
    >
      <span
        class="ct-tick"
        aria-hidden="true"
        @click=${(event: Event) => {
          event.stopPropagation();
          this.active = at;
          this.#tick(value);
        }}
        >${isTicked ? icon("check") : nothing}</span
      >
      <bdi>${text}</bdi>
      ${description === "" ? nothing : html`<bdi class="ct-muted ct-option-note">${cellText(description)}</bdi>`}
    </div>`;
  }
}

define("ct-picker", PickerElement, pickerStyles);
