import { css } from "lit";

export const queryInputStyles = css`
  ct-query-input {
    position: relative;
    display: block;
    flex: 1 1 140px;
    min-width: 120px;
    height: 22px;
  }
  .ct-input,
  .ct-mirror {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 22px;
    padding: 0 4px;
    border: none;
    font-family: inherit;
    font-size: inherit;
    line-height: 22px;
    white-space: pre;
    overflow: hidden;
  }
  .ct-input {
    color: var(--vscode-input-foreground);
    background: transparent;
    outline: none !important;
  }
  .ct-input::placeholder {
    color: var(--vscode-input-placeholderForeground);
    opacity: 1;
  }
  .ct-mirror {
    color: transparent;
    pointer-events: none;
  }
  .ct-mirror .ct-wrong {
    text-decoration: underline wavy var(--vscode-editorError-foreground, var(--vscode-errorForeground));
    text-decoration-skip-ink: none;
  }
  .ct-suggestions {
    min-width: 280px;
    max-width: min(560px, calc(100vw - 16px));
    max-height: 290px;
  }
  .ct-suggestion {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 24px;
    height: 22px;
    padding: 0 8px;
    border-radius: 3px;
    cursor: pointer;
    white-space: nowrap;
  }
  .ct-suggestion bdi {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .ct-suggestion:hover {
    background: var(--vscode-list-hoverBackground);
  }
  .ct-suggestion.ct-on {
    color: var(--vscode-list-activeSelectionForeground);
    background: var(--vscode-list-activeSelectionBackground);
    outline: 1px solid var(--vscode-list-focusOutline, transparent);
    outline-offset: -1px;
  }
  .ct-suggestion.ct-on .ct-muted {
    color: inherit;
    opacity: 0.85;
  }
`;
