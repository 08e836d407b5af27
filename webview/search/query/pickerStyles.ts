import { css } from "lit";

export const pickerStyles = css`
  ct-picker {
    display: inline-flex;
    min-width: 0;
  }
  .ct-picker-button {
    max-width: 240px;
  }
  .ct-picker-button::part(content) {
    overflow: hidden;
    text-overflow: ellipsis;
    display: block;
  }
  .ct-picker-list {
    min-width: 260px;
    max-width: min(480px, calc(100vw - 16px));
    max-height: min(420px, calc(100vh - 16px));
  }
  .ct-options {
    max-height: 300px;
    overflow: auto;
  }
  .ct-option {
    display: flex;
    align-items: center;
    gap: 6px;
    height: 24px;
    padding: 0 8px 0 4px;
    border-radius: 3px;
    cursor: pointer;
    white-space: nowrap;
  }
  .ct-option bdi {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .ct-option-note {
    flex: 0 10 auto;
    font-size: 0.92em;
  }
  .ct-option:hover {
    background: var(--vscode-list-hoverBackground);
  }
  .ct-option:focus {
    background: var(--vscode-list-activeSelectionBackground);
    color: var(--vscode-list-activeSelectionForeground);
    outline: 1px solid var(--vscode-list-focusOutline, transparent);
    outline-offset: -1px;
  }
  .ct-option:focus .ct-muted {
    color: inherit;
    opacity: 0.85;
  }
  .ct-tick {
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    width: 16px;
    height: 16px;
    border: 1px solid var(--vscode-checkbox-border, var(--ct-border));
    border-radius: 3px;
    color: var(--vscode-checkbox-foreground);
    background: var(--vscode-checkbox-background);
  }
  .ct-tick .codicon[class*="codicon-"] {
    font-size: 14px;
  }
  .ct-picker-note {
    display: flex;
    justify-content: center;
    padding: 8px;
    color: var(--ct-muted);
  }
  .ct-picker-foot {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    margin-top: 4px;
    padding: 6px 6px 2px;
    border-top: 1px solid var(--vscode-menu-separatorBackground, var(--ct-border));
    font-size: 12px;
  }
  .ct-picker-default {
    color: var(--vscode-textLink-foreground);
  }
  .ct-picker-default:hover {
    text-decoration: underline;
  }
`;
