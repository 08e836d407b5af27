import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeLink,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextField,
} from "@vscode/webview-ui-toolkit";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { DirectiveResult } from "lit/directive.js";
import { ifDefined } from "lit/directives/if-defined.js";
import { live } from "lit/directives/live.js";
import { ref } from "lit/directives/ref.js";
import { icon } from "./icon.js";

/**
 * Every form control of the page. The rest of the page knows nothing of the library behind them, so that it can be
 * exchanged here. Left out on purpose: the toolkit's badge and determinate ring (they need inline styles, which the
 * page's policy refuses) and its data grid (not virtual).
 */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeLink(),
    vsCodeOption(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );
}

export interface ButtonOptions {
  readonly onClick: (event: MouseEvent) => void;
  readonly icon?: string;
  /** Said and shown on hover; needed when the button shows an icon alone. */
  readonly label?: string;
  readonly kind?: "primary" | "secondary";
  readonly id?: string;
  readonly className?: string;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly popup?: "menu" | "dialog" | "listbox";
  /** -1 takes it out of the tab order, for buttons that a key does the work of. */
  readonly tabIndex?: number;
}

export const button = (text: string, options: ButtonOptions): TemplateResult =>
  html`<vscode-button
    id=${ifDefined(options.id)}
    class="ct-button ${options.className ?? ""}"
    appearance=${options.kind ?? "secondary"}
    title=${ifDefined(options.label)}
    aria-expanded=${ifDefined(truth(options.expanded))}
    aria-haspopup=${ifDefined(options.popup)}
    aria-pressed=${ifDefined(truth(options.pressed))}
    ?disabled=${options.disabled ?? false}
    @click=${options.onClick}
    >${
      options.icon === undefined
        ? nothing
        : html`<span slot="start" class="codicon codicon-${options.icon}"></span>`
    }<span class="ct-button-text">${text}</span></vscode-button
  >`;

/** A button that shows only a codicon; `label` is its name. */
export const iconButton = (
  name: string,
  label: string,
  options: Omit<ButtonOptions, "label" | "icon">,
): TemplateResult =>
  html`<vscode-button
    id=${ifDefined(options.id)}
    class="ct-icon-button ${options.className ?? ""}"
    appearance="icon"
    aria-label=${label}
    title=${label}
    tabindex=${ifDefined(options.tabIndex)}
    aria-expanded=${ifDefined(truth(options.expanded))}
    aria-haspopup=${ifDefined(options.popup)}
    aria-pressed=${ifDefined(truth(options.pressed))}
    ?disabled=${options.disabled ?? false}
    @click=${options.onClick}
    >${icon(name)}</vscode-button
  >`;

const truth = (value: boolean | undefined): "true" | "false" | undefined =>
  value === undefined ? undefined : value ? "true" : "false";

export interface DropdownOptions<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, text: string])[];
  readonly onChange: (value: T) => void;
  readonly className?: string;
}

export function dropdown<T extends string>(settings: DropdownOptions<T>): TemplateResult {
  const { label, value, options, onChange, className } = settings;
  const changed = (event: Event): void => {
    const chosen = valueOf(event);
    const option = options.find(([each]) => each === chosen);
    if (option && option[0] !== value) onChange(option[0]);
  };
  return html`<vscode-dropdown
    class="ct-dropdown ${className ?? ""}"
    aria-label=${label}
    .value=${live(value)}
    @change=${changed}
  >
    ${options.map(([each, text]) => html`<vscode-option value=${each} ?selected=${each === value}>${text}</vscode-option>`)}
  </vscode-dropdown>`;
}

export const checkbox = (
  text: string,
  checked: boolean,
  onChange: (checked: boolean) => void,
): TemplateResult =>
  html`<vscode-checkbox
    aria-label=${text}
    .checked=${live(checked)}
    @change=${(event: Event) => {
      const now = checkedOf(event);
      if (now !== checked) onChange(now);
    }}
    >${text}</vscode-checkbox
  >`;

/** The library names a field "Text field" when it is put into the page, so its real name is set after that. */
const named = (label: string): DirectiveResult =>
  ref((element) => queueMicrotask(() => element?.setAttribute("aria-label", label)));

export const textField = (
  label: string,
  value: string,
  onInput: (value: string) => void,
  iconName?: string,
): TemplateResult =>
  html`<vscode-text-field
    class="ct-text-field"
    placeholder=${label}
    ${named(label)}
    .value=${live(value)}
    @input=${(event: Event) => onInput(valueOf(event))}
    >${
      iconName === undefined ? nothing : html`<span slot="start" class="codicon codicon-${iconName}"></span>`
    }</vscode-text-field
  >`;

/** The toolkit has no date control; this is the browser's own, styled like its text field. `value` as `2026-11-22T14:02`. */
export const dateTimeField = (
  label: string,
  value: string,
  onChange: (value: string) => void,
): TemplateResult =>
  html`<label class="ct-date-field"
    ><span>${label}</span
    ><input
      type="datetime-local"
      step="1"
      .value=${live(value)}
      @change=${(event: Event) => onChange(valueOf(event))}
  /></label>`;

/** A ring that turns while something is waited for. */
export const progressRing = (label: string): TemplateResult =>
  html`<vscode-progress-ring class="ct-ring" aria-label=${label} role="progressbar"></vscode-progress-ring>`;

/** A link that acts inside the page or the editor; it never leaves by itself. */
export const actionLink = (text: string, onClick: () => void, title?: string): TemplateResult =>
  html`<vscode-link
    class="ct-link"
    href="#"
    title=${ifDefined(title)}
    @click=${(event: Event) => {
      event.preventDefault();
      onClick();
    }}
    >${text}</vscode-link
  >`;

function valueOf(event: Event): string {
  const { target } = event;
  return target !== null && "value" in target && typeof target.value === "string" ? target.value : "";
}

const checkedOf = ({ target }: Event): boolean =>
  target !== null && "checked" in target && target.checked === true;
