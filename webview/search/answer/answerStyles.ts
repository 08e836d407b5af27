import { css } from "lit";

export const answerStyles = css`
  ct-answer-line {
    display: block;
    flex: none;
  }
  .ct-answer {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 26px;
    padding: 0 10px;
  }
  .ct-answer-text {
    flex: 1;
    min-width: 0;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: 12px;
    line-height: 22px;
    max-height: 66px;
    overflow: hidden;
    font-variant-numeric: tabular-nums;
  }
  .ct-total {
    font-weight: 600;
  }
  .ct-count {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 0 3px;
    margin: 0 -3px;
    border-radius: 3px;
  }
  .ct-count:hover {
    background: var(--vscode-toolbar-hoverBackground);
  }
  .ct-back {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    flex: none;
  }
  .ct-asked {
    flex: 1 1 200px;
    min-width: 0;
    color: var(--ct-muted);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .ct-running {
    color: var(--vscode-foreground);
  }
  .ct-answer-end {
    display: flex;
    align-items: center;
    gap: 6px;
    flex: none;
  }
  .ct-done {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    max-width: 260px;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .ct-progress {
    position: relative;
    height: 2px;
    overflow: hidden;
    background: var(--ct-border);
    background-clip: content-box;
    padding-top: 1px;
  }
  .ct-measured::before,
  .ct-endless::before {
    content: "";
    position: absolute;
    inset-block: 0;
    left: 0;
    background: var(--vscode-progressBar-background);
  }
  .ct-measured::before {
    width: var(--ct-part);
    transition: width 200ms;
  }
  .ct-endless::before {
    width: 12%;
    animation: ct-endless 2s linear infinite;
  }
  @keyframes ct-endless {
    to {
      left: 100%;
    }
  }
  .ct-problem-row {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 28px;
    padding: 2px 10px;
    border-bottom: 1px solid var(--ct-border);
  }
  .ct-error-icon {
    color: var(--vscode-editorError-foreground, var(--vscode-errorForeground));
    flex: none;
  }
  .ct-problem-text {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .ct-asked-details {
    max-height: 220px;
    overflow: auto;
    padding: 6px 10px 8px;
    border-bottom: 1px solid var(--ct-border);
    background: var(--vscode-sideBar-background, transparent);
  }
  .ct-asked-facts {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 18px;
    margin-bottom: 4px;
  }
  .ct-scopes {
    border-collapse: collapse;
    line-height: 20px;
  }
  .ct-scopes th {
    text-align: start;
    font-weight: 600;
    font-size: 11px;
    color: var(--ct-muted);
  }
  .ct-scopes th,
  .ct-scopes td {
    padding: 0 18px 0 0;
    white-space: nowrap;
    vertical-align: top;
  }
  .ct-scopes .codicon[class*="codicon-"] {
    font-size: 14px;
    vertical-align: -2px;
  }
  .ct-scope-failed .codicon {
    color: var(--vscode-editorError-foreground, var(--vscode-errorForeground));
  }
  .ct-number {
    text-align: end !important;
    font-variant-numeric: tabular-nums;
  }
  .ct-scopes .ct-scope-failure {
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .ct-empty {
    flex: 1;
    min-height: 0;
    overflow: auto;
  }
  .ct-empty-inner {
    max-width: 680px;
    margin: 0 auto;
    padding: 28px 20px;
  }
  .ct-empty h2 {
    margin: 0 0 6px;
    font-size: 18px;
    font-weight: 500;
  }
  .ct-empty h3 {
    margin: 16px 0 4px;
    font-size: 13px;
    font-weight: 600;
  }
  .ct-empty p {
    margin: 0 0 6px;
    line-height: 19px;
    overflow-wrap: anywhere;
  }
  .ct-empty .ct-problem-row {
    border: 1px solid var(--ct-border);
    border-radius: 3px;
    margin: 8px 0;
    padding: 6px 10px;
  }
  .ct-examples {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(260px, 1fr));
    gap: 6px;
    margin: 14px 0;
  }
  .ct-example {
    display: grid;
    grid-template-columns: 20px 1fr;
    align-items: center;
    gap: 2px 8px;
    padding: 8px 10px;
    border: 1px solid var(--ct-border);
    border-radius: 4px;
  }
  .ct-example .codicon {
    grid-row: span 2;
    color: var(--vscode-icon-foreground, var(--ct-muted));
  }
  .ct-example .ct-mono {
    font-size: 11px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .ct-example:hover {
    background: var(--vscode-list-hoverBackground);
  }
  .ct-caveats {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .ct-caveat {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    padding: 6px 0;
    border-top: 1px solid var(--ct-border);
    line-height: 18px;
  }
  .ct-cut {
    padding: 0 10px;
    border-bottom: 1px solid var(--ct-border);
  }
  .ct-cut .ct-caveat {
    border: none;
    padding: 4px 0;
  }
  .ct-missing {
    order: 2;
    margin: 0;
  }
  .ct-asked-details h3 {
    margin: 10px 0 2px;
    font-size: 12px;
  }
  .ct-asked-details .ct-caveats {
    max-width: 760px;
  }
  .ct-empty-buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 14px;
  }
  @media (prefers-reduced-motion: reduce) {
    .ct-measured::before {
      transition: none;
    }
    .ct-endless::before {
      width: 100%;
      opacity: 0.6;
      animation: none;
    }
    .codicon-modifier-spin {
      animation: none !important;
    }
  }
`;
