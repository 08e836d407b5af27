import { css } from "lit";

export const queryBarStyles = css`
  ct-query-bar {
    display: block;
    flex: none;
  }
  .ct-query {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 6px;
    padding: 8px 10px 6px;
  }
  .ct-pickers {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    min-width: 0;
  }
  .ct-box {
    display: flex;
    flex: 1 1 300px;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 4px;
    min-width: 0;
    min-height: 26px;
    padding: 1px 2px;
    background: var(--vscode-input-background);
    border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, transparent));
    border-radius: 2px;
  }
  .ct-box:has(input:focus) {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .ct-chips {
    display: contents;
    list-style: none;
  }
  .ct-chip {
    display: inline-flex;
    align-items: center;
    max-width: 100%;
    height: 20px;
    padding-inline-start: 6px;
    border-radius: 3px;
    color: var(--vscode-inputOption-activeForeground, var(--vscode-foreground));
    background: var(--vscode-inputOption-activeBackground, var(--vscode-button-secondaryBackground));
    border: 1px solid var(--vscode-contrastBorder, transparent);
    font-size: 12px;
  }
  .ct-chip bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    max-width: 320px;
  }
  .ct-chip-not {
    color: var(--vscode-foreground);
    background: transparent;
    border: 1px dashed var(--vscode-descriptionForeground);
  }
  .ct-chip-remove {
    display: inline-flex;
    padding: 0 2px;
    border-radius: 3px;
    opacity: 0.8;
  }
  .ct-chip-remove .codicon[class*="codicon-"] {
    font-size: 14px;
  }
  .ct-chip-remove:hover,
  .ct-chip-remove:focus-visible {
    opacity: 1;
  }
  .ct-chip-remove:focus-visible {
    outline-color: currentColor;
  }
  .ct-tools {
    display: flex;
    align-items: center;
    height: 26px;
    gap: 2px;
  }
  .ct-problems {
    margin: 0 10px 6px;
    padding: 6px 8px;
    border: 1px solid var(--vscode-inputValidation-errorBorder);
    background: var(--vscode-inputValidation-errorBackground);
    color: var(--vscode-inputValidation-errorForeground, var(--vscode-foreground));
    border-radius: 2px;
  }
  .ct-problem-line {
    overflow-wrap: anywhere;
    max-height: 6em;
    overflow: auto;
  }
  .ct-problems .ct-wrong {
    text-decoration: underline wavy var(--vscode-editorError-foreground, var(--vscode-errorForeground));
    text-decoration-skip-ink: none;
  }
  .ct-problem {
    display: flex;
    gap: 4px;
    margin-top: 4px;
  }
  .ct-problem-icon {
    color: var(--vscode-editorError-foreground, var(--vscode-errorForeground));
  }
  .ct-inline-link {
    margin-top: 4px;
    color: var(--vscode-textLink-foreground);
    text-decoration: underline;
  }
  @media (max-width: 899px) {
    .ct-picker-button .codicon {
      display: none;
    }
    .ct-picker-button::part(start) {
      display: none;
    }
    .ct-box {
      flex-basis: 180px;
    }
  }
  @media (max-width: 699px) {
    .ct-pickers .ct-picker-button {
      max-width: 140px;
    }
    .ct-box {
      flex-basis: 150px;
    }
    .ct-search .ct-button-text {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .ct-search::part(start) {
      margin: 0;
    }
  }
`;
