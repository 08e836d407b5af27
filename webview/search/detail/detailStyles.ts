import { css } from "lit";

export const detailStyles = css`
  ct-detail {
    display: flex;
    min-width: 0;
    min-height: 0;
  }
  .ct-detail {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-width: 0;
    min-height: 0;
    background: var(--vscode-sideBar-background, var(--vscode-editor-background));
    outline: none;
  }
  .ct-detail-head {
    display: flex;
    align-items: center;
    gap: 8px;
    height: 30px;
    flex: none;
    padding: 0 6px 0 14px;
  }
  .ct-detail-head h2 {
    flex: 1;
    min-width: 0;
    margin: 0;
    font-size: 11px;
    font-weight: 600;
    color: var(--vscode-sideBarTitle-foreground, var(--ct-muted));
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .ct-detail-body {
    flex: 1;
    min-height: 0;
    overflow: auto;
    padding: 0 14px 20px;
  }
  .ct-old {
    opacity: 0.6;
  }
  .ct-sentence {
    margin: 2px 0 8px;
    font-size: 15px;
    line-height: 21px;
    overflow-wrap: anywhere;
  }
  .ct-under {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    color: var(--ct-muted);
    font-size: 12px;
  }
  .ct-under-item {
    display: inline-flex;
    align-items: center;
    gap: 5px;
  }
  .ct-under .codicon[class*="codicon-"] {
    font-size: 13px;
  }
  .ct-in-session {
    margin-top: 4px;
  }
  .ct-in-session .ct-under-item {
    align-items: baseline;
    line-height: 1.4;
  }
  .ct-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin: 12px 0;
  }
  .ct-actions .ct-button {
    --button-padding-vertical: 2px;
    --button-padding-horizontal: 8px;
    font-size: 12px;
  }
  .ct-marks {
    list-style: none;
    margin: 0 0 10px;
    padding: 8px 10px;
    border: 1px solid var(--vscode-inputValidation-warningBorder, var(--ct-mark));
    border-radius: 3px;
    background: var(--vscode-inputValidation-warningBackground, transparent);
    color: var(--vscode-inputValidation-warningForeground, inherit);
  }
  .ct-marks li {
    display: flex;
    gap: 8px;
    line-height: 18px;
  }
  .ct-marks li + li {
    margin-top: 4px;
  }
  .ct-facts {
    margin: 0;
    display: grid;
    grid-template-columns: minmax(76px, max-content) 1fr;
    column-gap: 12px;
  }
  .ct-fact {
    display: contents;
  }
  .ct-facts dt {
    color: var(--ct-muted);
    line-height: 22px;
  }
  .ct-facts dd {
    position: relative;
    margin: 0;
    padding: 0 4px;
    line-height: 18px;
    padding-block: 2px;
    min-width: 0;
    border-radius: 2px;
    overflow-wrap: anywhere;
  }
  .ct-fact:hover dd {
    background: var(--vscode-list-hoverBackground);
  }
  .ct-fact-value {
    white-space: pre-wrap;
  }
  .ct-fact-buttons {
    position: absolute;
    inset-inline-end: 0;
    top: 0;
    display: none;
    border-radius: 3px;
    background: var(--vscode-sideBar-background, var(--vscode-editor-background));
    box-shadow: 0 0 0 1px var(--ct-border);
  }
  .ct-fact:hover .ct-fact-buttons,
  .ct-fact dd:focus-visible .ct-fact-buttons {
    display: inline-flex;
  }
  .ct-section h3 {
    margin: 16px 0 4px;
    font-size: 11px;
    font-weight: 600;
    color: var(--ct-muted);
  }
  .ct-chain {
    display: flex;
    flex-wrap: wrap;
    list-style: none;
    margin: 0;
    padding: 0;
    line-height: 20px;
  }
  .ct-chain li {
    display: inline-flex;
    align-items: center;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .ct-chain-arrow {
    color: var(--ct-muted);
    flex: none;
  }
  .ct-behind {
    display: flex;
    align-items: center;
    gap: 6px;
    margin: 8px 0 0;
  }
  .ct-roles {
    list-style: none;
    margin: 0;
    padding: 0;
    line-height: 20px;
    overflow-wrap: anywhere;
  }
  .ct-roles > li {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    column-gap: 6px;
  }
  .ct-roles .codicon[class*="codicon-"] {
    font-size: 14px;
    line-height: 20px;
  }
  .ct-role-hop {
    color: var(--ct-muted);
  }
  .ct-role-line {
    justify-self: center;
    width: 1px;
    background: var(--ct-border);
  }
  .ct-possibly {
    font-style: italic;
  }
  .ct-related {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .ct-related li {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 24px;
  }
  .ct-related .ct-icon-button {
    margin-inline-start: auto;
  }
`;
