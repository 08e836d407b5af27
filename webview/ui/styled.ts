import { Directive, PartType, directive } from "lit/directive.js";
import type { ElementPart, PartInfo } from "lit/directive.js";
import { nothing } from "lit";

type Properties = Readonly<Record<string, string | undefined>>;

class Styled extends Directive {
  #last: Properties = {};

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("styled() goes into the tag itself");
  }

  render(_properties: Properties): symbol {
    return nothing;
  }

  override update(part: ElementPart, [properties]: [Properties]): symbol {
    const { style } = part.element as HTMLElement;
    for (const name of Object.keys(this.#last)) {
      if (properties[name] === undefined) style.removeProperty(name);
    }
    for (const [name, value] of Object.entries(properties)) {
      if (value !== undefined && value !== this.#last[name]) style.setProperty(name, value);
    }
    this.#last = properties;
    return nothing;
  }
}

/**
 * Sets CSS properties through the object model: `<div ${styled({ width: "10px" })}>`.
 * A style attribute, also Lit's styleMap on first render, would be refused by the page's policy.
 */
export const styled = directive(Styled);
