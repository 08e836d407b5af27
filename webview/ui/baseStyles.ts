import { css } from "lit";
import { adopt } from "./element.js";

/**
 * What every part of the page shares: the theme's colours under the page's own names, shapes, focus, sizes.
 * Adopted when this module is loaded, which must be before any element's own styles.
 */
const baseStyles = css`
  :root {
    --ct-changed: var(--vscode-charts-blue);
    --ct-read: var(--vscode-charts-foreground);
    --ct-denied: var(--vscode-charts-red);
    --ct-failed: var(--vscode-charts-orange);
    --ct-noise: var(--vscode-charts-foreground);
    --ct-mark: var(--vscode-charts-yellow);
    --ct-border: var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
    --ct-muted: var(--vscode-descriptionForeground);
    --ct-mono: var(--vscode-editor-font-family, monospace);
    --ct-row: 22px;
  }
  html,
  body {
    height: 100%;
    margin: 0;
    padding: 0;
    overflow: hidden;
    color: var(--vscode-foreground);
    background: var(--vscode-editor-background);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size, 13px);
    font-weight: var(--vscode-font-weight, normal);
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  bdi {
    unicode-bidi: isolate;
  }
  :focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  /* The toolkit gives every button the border of the primary one. */
  vscode-button[appearance="secondary"] {
    --button-border: var(--vscode-button-secondaryBorder, var(--vscode-contrastBorder, transparent));
  }
  .ct-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .ct-muted {
    color: var(--ct-muted);
  }
  .ct-mono {
    font-family: var(--ct-mono);
    font-size: 0.93em;
  }
  .ct-shape {
    width: 10px;
    height: 10px;
    flex: none;
    fill: currentColor;
  }
  .ct-shape.ct-changed {
    color: var(--ct-changed);
  }
  .ct-shape.ct-read {
    color: var(--ct-muted);
  }
  .ct-shape.ct-denied {
    color: var(--ct-denied);
  }
  .ct-shape.ct-failed {
    color: var(--ct-failed);
  }
  .ct-shape.ct-noise {
    color: var(--ct-muted);
  }
  .ct-mark {
    color: var(--ct-mark);
    display: inline-flex;
    align-items: center;
  }
  .codicon[class*="codicon-"] {
    font-size: 16px;
  }
  /*
   * The controls' library asks whether :focus-visible exists by an inline style, is refused, and falls back to :focus.
   * Without this every press of the mouse would leave a focus ring.
   */
  .ct-button::part(control):focus:not(:focus-visible),
  .ct-icon-button::part(control):focus:not(:focus-visible) {
    outline: none;
  }
  /* The library paints a dotted outline on hover, meant for high contrast, where the theme names a border for it. */
  .ct-icon-button:hover {
    outline: 1px dotted var(--vscode-contrastActiveBorder, transparent);
  }
  .ct-icon-button[aria-pressed="true"] {
    background: var(--vscode-inputOption-activeBackground);
    color: var(--vscode-inputOption-activeForeground);
    outline: 1px solid var(--vscode-inputOption-activeBorder, transparent);
    outline-offset: -1px;
  }
  .ct-button {
    flex: none;
    white-space: nowrap;
  }
  /* the library makes every slotted span as large as an icon */
  .ct-button .ct-button-text {
    width: auto;
    height: auto;
  }
  .ct-text-field {
    width: 100%;
  }
  .ct-ring {
    width: 16px;
    height: 16px;
  }
  .ct-date-field {
    display: flex;
    flex-direction: column;
    gap: 2px;
    color: var(--ct-muted);
    font-size: 0.92em;
  }
  .ct-date-field input {
    height: 26px;
    padding: 0 6px;
    color: var(--vscode-input-foreground);
    background: var(--vscode-input-background);
    border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, transparent));
    border-radius: 2px;
    font: inherit;
    font-size: 13px;
  }
  body.vscode-dark .ct-date-field input,
  body.vscode-high-contrast:not(.vscode-high-contrast-light) .ct-date-field input {
    color-scheme: dark;
  }
  .ct-plain {
    font: inherit;
    color: inherit;
    background: none;
    border: none;
    padding: 0;
    margin: 0;
    cursor: pointer;
    text-align: start;
  }
  .ct-kbd {
    font-family: inherit;
    font-size: 11px;
    line-height: 16px;
    padding: 0 5px;
    border-radius: 3px;
    color: var(--vscode-keybindingLabel-foreground);
    background: var(--vscode-keybindingLabel-background);
    border: 1px solid var(--vscode-keybindingLabel-border, var(--ct-border));
    border-bottom-color: var(--vscode-keybindingLabel-bottomBorder, var(--ct-border));
  }
  .ct-popup {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 4px;
    border: 1px solid
      var(--vscode-menu-border, var(--vscode-editorWidget-border, var(--vscode-contrastBorder)));
    border-radius: 5px;
    color: var(--vscode-menu-foreground, var(--vscode-foreground));
    background: var(--vscode-menu-background, var(--vscode-editorWidget-background));
    box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
    max-width: calc(100vw - 16px);
    max-height: calc(100vh - 16px);
    overflow: auto;
  }
  ::-webkit-scrollbar {
    width: 10px;
    height: 10px;
  }
  ::-webkit-scrollbar-thumb {
    background: var(--vscode-scrollbarSlider-background);
  }
  ::-webkit-scrollbar-thumb:hover {
    background: var(--vscode-scrollbarSlider-hoverBackground);
  }
  ::-webkit-scrollbar-corner {
    background: transparent;
  }
`;

adopt(baseStyles);
