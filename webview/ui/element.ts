import { LitElement } from "lit";
import type { CSSResult } from "lit";

/**
 * An element of the page. It renders into itself, not into a shadow root: ARIA references (listbox of a
 * combobox, label of a dialog) and the icon style sheet then work across elements, and there is one page to style.
 */
export abstract class PageElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

/** Adds a style sheet to the document by script, which the page's policy allows where inline styles are refused. */
export function adopt(style: CSSResult): void {
  const sheet = style.styleSheet;
  if (sheet && !document.adoptedStyleSheets.includes(sheet)) {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
}

/** Registers an element and the styles of what it renders. */
export function define(tag: string, element: CustomElementConstructor, style?: CSSResult): void {
  if (style) adopt(style);
  if (!customElements.get(tag)) customElements.define(tag, element);
}
