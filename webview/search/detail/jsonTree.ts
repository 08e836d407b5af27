import * as l10n from "@vscode/l10n";
import { css, html, nothing } from "lit";
import type { PropertyValues, TemplateResult } from "lit";
import { PageElement, define } from "../../ui/element.js";
import type { Formats } from "../../ui/format.js";
import { icon } from "../../ui/icon.js";
import { styled } from "../../ui/styled.js";
import { clip, visible } from "../../ui/text.js";
import { chunk, jsonLines, opened } from "./jsonNodes.js";
import type { JsonLine } from "./jsonNodes.js";

/** A tree of at most this many lines is open from the start. */
const smallLines = 40;
/** A text is cut here until it is asked for whole. */
const textLimit = 400;

/** Request or response of an event as an ARIA tree. All of it is text. */
export class JsonTreeElement extends PageElement {
  static override properties = {
    label: { attribute: false },
    value: { attribute: false },
    formats: { attribute: false },
    copy: { attribute: false },
    active: { state: true },
    open: { state: true },
    shown: { state: true },
    whole: { state: true },
  };
  declare label: string;
  declare value: unknown;
  declare formats: Formats;
  declare copy: (text: string) => void;
  declare active: string | undefined;
  declare open: ReadonlySet<string>;
  declare shown: ReadonlyMap<string, number>;
  /** Lines whose long text is shown whole. */
  declare whole: ReadonlySet<string>;

  #lines: readonly JsonLine[] = [];
  #isFocusDue = false;

  constructor() {
    super();
    this.label = "";
    this.copy = () => undefined;
    this.active = undefined;
    this.open = this.whole = new Set();
    this.shown = new Map();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("value")) {
      this.open = opened(this.value, smallLines);
      this.shown = new Map();
      this.whole = new Set();
      this.active = undefined;
    }
    this.#lines = jsonLines(this.value, this.open, this.shown);
  }

  protected override updated(): void {
    if (!this.#isFocusDue) return;
    this.#isFocusDue = false;
    this.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]')?.focus();
  }

  #toggle(line: JsonLine): void {
    if (line.value.kind === "more") {
      const { parent } = line.value;
      this.shown = new Map(this.shown).set(parent, (this.shown.get(parent) ?? chunk) + chunk * 10);
      return;
    }
    const set = line.value.kind === "text" ? "whole" : "open";
    const next = new Set(this[set]);
    if (!next.delete(line.path)) next.add(line.path);
    this[set] = next;
  }

  #moveTo(line: JsonLine | undefined): void {
    if (!line) return;
    this.active = line.path;
    this.#isFocusDue = true;
  }

  readonly #keys = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = Math.max(
      0,
      this.#lines.findIndex(({ path }) => path === this.active),
    );
    const line = this.#lines[at];
    if (!line || !this.#key(event.key, line, at)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  #key(key: string, line: JsonLine, at: number): boolean {
    const lines = this.#lines;
    const act = {
      ArrowDown: () => this.#moveTo(lines[at + 1]),
      ArrowUp: () => this.#moveTo(lines[at - 1]),
      Home: () => this.#moveTo(lines[0]),
      End: () => this.#moveTo(lines.at(-1)),
      ArrowRight: () => this.#inward(line, at),
      ArrowLeft: () => this.#outward(line, at),
      Enter: () => this.#toggle(line),
      " ": () => this.#toggle(line),
      c: () => this.copy(textOf(line, this.value)),
    }[key];
    act?.();
    return act !== undefined;
  }

  #inward(line: JsonLine, at: number): void {
    if (!isContainer(line)) return;
    if (this.open.has(line.path)) this.#moveTo(this.#lines[at + 1]);
    else this.#toggle(line);
  }

  #outward(line: JsonLine, at: number): void {
    if (isContainer(line) && this.open.has(line.path)) this.#toggle(line);
    else this.#moveTo(this.#lines.slice(0, at).findLast(({ depth }) => depth < line.depth));
  }

  protected override render(): TemplateResult {
    const active = this.#lines.some(({ path }) => path === this.active) ? this.active : this.#lines[0]?.path;
    return html`<div class="ct-tree" role="tree" aria-label=${this.label} @keydown=${this.#keys}>
      ${this.#lines.map((line) => this.#line(line, line.path === active))}
    </div>`;
  }

  #line(line: JsonLine, isActive: boolean): TemplateResult {
    const { value } = line;
    const isParent = isContainer(line);
    const isOpen = this.open.has(line.path);
    return html`<div
      class="ct-tree-line"
      role="treeitem"
      aria-level=${line.depth}
      aria-posinset=${line.position}
      aria-setsize=${line.siblings}
      aria-expanded=${isParent ? (isOpen ? "true" : "false") : nothing}
      tabindex=${isActive ? 0 : -1}
      ${styled({ "--ct-depth": String(line.depth - 1) })}
      @click=${() => {
        this.active = line.path;
        if (isParent || value.kind === "more") this.#toggle(line);
      }}
    >
      ${isParent ? icon(isOpen ? "chevron-down" : "chevron-right", "ct-twistie") : html`<span class="ct-twistie"></span>`}
      ${value.kind === "more" ? nothing : html`<bdi class="ct-key">${visible(clip(line.key, textLimit))}</bdi><span class="ct-colon">:</span>`}
      ${this.#value(line)}
    </div>`;
  }

  #value(line: JsonLine): TemplateResult {
    const { value } = line;
    switch (value.kind) {
      case "object":
      case "array":
        return html`<span class="ct-muted">${sizeText(value.kind, value.size)}</span>`;
      case "more":
        return html`<span class="ct-link-text"
          >${l10n.t("{0} more", this.formats.number(value.hidden))}</span
        >`;
      case "text":
        return this.#text(line.path, value.text);
      case "number":
      case "boolean":
      case "null":
        return html`<span class="ct-value-${value.kind}">${value.text}</span>`;
    }
  }

  #text(path: string, text: string): TemplateResult {
    const isLong = text.length > textLimit;
    const isWhole = this.whole.has(path);
    const size = this.formats.kilobytes(text.length);
    const toggle = (event: Event): void => {
      event.stopPropagation();
      const next = new Set(this.whole);
      if (!next.delete(path)) next.add(path);
      this.whole = next;
    };
    return html`<bdi class="ct-value-text">${visible(isWhole ? text : clip(text, textLimit))}</bdi>${
        isLong
          ? html` <span class="ct-link-text" @click=${toggle}
              >${isWhole ? l10n.t("Show less") : l10n.t("Show all ({0})", size)}</span
            >`
          : nothing
      }`;
  }
}

const sizeText = (kind: "object" | "array", size: number): string =>
  kind === "array" ? `[${size}]` : size === 0 ? "{}" : `{${size}}`;

const isContainer = ({ value }: JsonLine): boolean => value.kind === "object" || value.kind === "array";

/** A line's own text, or its part of the record as JSON. */
function textOf({ path, value }: JsonLine, root: unknown): string {
  if (value.kind === "text") return value.text;
  let part: unknown = root;
  for (const key of path.split("/").slice(1)) {
    if (typeof part !== "object" || part === null) break;
    part = Reflect.get(part, key.replaceAll("~1", "/").replaceAll("~0", "~"));
  }
  return JSON.stringify(part, null, 2);
}

define(
  "ct-json-tree",
  JsonTreeElement,
  css`
    .ct-tree {
      font-family: var(--ct-mono);
      font-size: 12px;
      line-height: 19px;
    }
    .ct-tree-line {
      position: relative;
      padding-inline-start: calc(var(--ct-depth) * 14px + 18px);
      overflow-wrap: anywhere;
      border-radius: 2px;
      cursor: default;
    }
    .ct-tree-line:hover {
      background: var(--vscode-list-hoverBackground);
    }
    .ct-tree-line .ct-twistie {
      position: absolute;
      inset-inline-start: calc(var(--ct-depth) * 14px);
      top: 2px;
      width: 16px;
      color: var(--vscode-icon-foreground, inherit);
    }
    .ct-tree-line[aria-expanded] {
      cursor: pointer;
    }
    .ct-key {
      color: var(--vscode-debugTokenExpression-name, var(--vscode-foreground));
    }
    .ct-colon {
      margin-inline-end: 6px;
      color: var(--ct-muted);
    }
    .ct-value-text {
      color: var(--vscode-debugTokenExpression-string, var(--vscode-foreground));
    }
    .ct-value-number {
      color: var(--vscode-debugTokenExpression-number, var(--vscode-foreground));
    }
    .ct-value-boolean,
    .ct-value-null {
      color: var(--vscode-debugTokenExpression-boolean, var(--vscode-foreground));
    }
    .ct-link-text {
      color: var(--vscode-textLink-foreground);
      cursor: pointer;
    }
  `,
);
