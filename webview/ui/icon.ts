import { html } from "lit";
import type { TemplateResult } from "lit";

/** A codicon as decoration; what it means must also stand in text or a label beside it. */
export const icon = (name: string, extraClass = ""): TemplateResult =>
  html`<span class="codicon codicon-${name} ${extraClass}" aria-hidden="true"></span>`;
