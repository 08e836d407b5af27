import { css, html, nothing } from "lit";
import type { PropertyValues, TemplateResult } from "lit";
import { PageElement, define } from "./element.js";
import { icon } from "./icon.js";

export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
  readonly icon?: string;
  /** The key that does the same, shown at the right. */
  readonly key?: string;
  readonly disabled?: boolean;
}
/** A menu is groups of items; a line parts them. */
export type MenuGroups = readonly (readonly MenuItem[])[];

interface Place {
  readonly x: number;
  readonly y: number;
}

const edgePx = 4;

/** The page's only menu: at the pointer for a context menu, under a button for a drop-down one. */
export class MenuElement extends PageElement {
  static override properties = { groups: { state: true }, active: { state: true } };
  declare groups: MenuGroups;
  declare active: number;

  #place: Place = { x: 0, y: 0 };
  #back: { focus(): void } | undefined;
  #label = "";

  constructor() {
    super();
    this.groups = [];
    this.active = 0;
  }

  /** `back` is focused when the menu goes away. */
  show(groups: MenuGroups, at: Place | Element, label: string, back: { focus(): void } | undefined): void {
    this.groups = groups.filter((group) => group.length > 0);
    this.active = this.#items.findIndex((item) => item.disabled !== true);
    this.#label = label;
    this.#back = back;
    if (at instanceof Element) {
      const box = at.getBoundingClientRect();
      this.#place = { x: box.left, y: box.bottom + 2 };
    } else this.#place = at;
    document.addEventListener("pointerdown", this.#outside, true);
    window.addEventListener("blur", this.#away);
    window.addEventListener("resize", this.#away);
    this.requestUpdate();
  }

  close(giveBack: boolean): void {
    if (this.groups.length === 0) return;
    this.groups = [];
    document.removeEventListener("pointerdown", this.#outside, true);
    window.removeEventListener("blur", this.#away);
    window.removeEventListener("resize", this.#away);
    if (giveBack) this.#back?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close(false);
  }

  get #items(): readonly MenuItem[] {
    return this.groups.flat();
  }

  readonly #away = (): void => this.close(false);

  readonly #outside = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.close(false);
  };

  readonly #keys = (event: KeyboardEvent): void => {
    const items = this.#items;
    const act = {
      ArrowDown: () => this.#step(1),
      ArrowUp: () => this.#step(-1),
      Home: () => this.#to(0, 1),
      End: () => this.#to(items.length - 1, -1),
      Escape: () => this.close(true),
      Tab: () => this.close(true),
      Enter: () => this.#run(items[this.active]),
      " ": () => this.#run(items[this.active]),
    }[event.key];
    if (act) act();
    else if (event.key.length === 1) this.#typed(event.key);
    event.preventDefault();
    event.stopPropagation();
  };

  #step(by: 1 | -1): void {
    const { length } = this.#items;
    this.#to((this.active + by + length) % length, by);
  }

  /** The item at `from`, or the nearest after it that can be run. */
  #to(from: number, by: 1 | -1): void {
    const items = this.#items;
    for (let tried = 0; tried < items.length; tried++) {
      const index = (from + tried * by + items.length * tried) % items.length;
      if (items[index]?.disabled !== true) {
        this.active = index;
        return;
      }
    }
  }

  #typed(char: string): void {
    const items = this.#items;
    for (let offset = 1; offset <= items.length; offset++) {
      const index = (this.active + offset) % items.length;
      const item = items[index];
      if (item?.disabled !== true && item?.label.toLowerCase().startsWith(char.toLowerCase())) {
        this.active = index;
        return;
      }
    }
  }

  #run(item: MenuItem | undefined): void {
    if (!item || item.disabled === true) return;
    this.close(true);
    item.run();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const menu = this.querySelector<HTMLElement>(".ct-menu");
    if (!menu) return;
    if (!menu.matches(":popover-open")) menu.showPopover();
    if (changed.has("groups")) {
      const { clientWidth, clientHeight } = document.documentElement;
      const left = Math.min(this.#place.x, clientWidth - menu.offsetWidth - edgePx);
      const top = Math.min(this.#place.y, clientHeight - menu.offsetHeight - edgePx);
      menu.style.setProperty("left", `${Math.max(edgePx, left)}px`);
      menu.style.setProperty("top", `${Math.max(edgePx, top)}px`);
    }
    menu.querySelectorAll<HTMLElement>("[role=menuitem]")[this.active]?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.groups.length === 0) return nothing;
    let index = -1;
    return html`<div
      class="ct-popup ct-menu"
      popover="manual"
      role="menu"
      aria-label=${this.#label}
      @keydown=${this.#keys}
    >
      ${this.groups.map((group, at) => {
        const line = at === 0 ? nothing : html`<div class="ct-menu-line" role="separator"></div>`;
        return html`${line}${group.map((item) => this.#item(item, ++index))}`;
      })}
    </div>`;
  }

  #item(item: MenuItem, index: number): TemplateResult {
    return html`<div
      class="ct-menu-item"
      role="menuitem"
      tabindex="-1"
      aria-disabled=${item.disabled === true ? "true" : "false"}
      @pointermove=${() => {
        if (item.disabled !== true) this.active = index;
      }}
      @click=${() => this.#run(item)}
    >
      ${item.icon === undefined ? html`<span class="ct-menu-gap"></span>` : icon(item.icon)}
      <span class="ct-menu-label">${item.label}</span>
      ${item.key === undefined ? nothing : html`<span class="ct-menu-key" aria-hidden="true">${item.key}</span>`}
    </div>`;
  }
}

define(
  "ct-menu",
  MenuElement,
  css`
    .ct-menu {
      min-width: 180px;
      max-width: min(420px, calc(100vw - 16px));
      outline: none;
    }
    .ct-menu-item {
      display: flex;
      align-items: center;
      gap: 8px;
      height: 24px;
      padding: 0 10px 0 8px;
      border-radius: 3px;
      cursor: pointer;
      white-space: nowrap;
    }
    .ct-menu-item:focus {
      color: var(--vscode-menu-selectionForeground);
      background: var(--vscode-menu-selectionBackground);
      outline: 1px solid var(--vscode-menu-selectionBorder, transparent);
      outline-offset: -1px;
    }
    .ct-menu-item[aria-disabled="true"] {
      color: var(--vscode-disabledForeground);
      cursor: default;
    }
    .ct-menu-gap {
      width: 16px;
    }
    .ct-menu-label {
      flex: 1;
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .ct-menu-key {
      padding-inline-start: 16px;
    }
    .ct-menu-line {
      height: 1px;
      margin: 4px 0;
      background: var(--vscode-menu-separatorBackground, var(--ct-border));
    }
  `,
);
