import { css } from "lit";

/** The grid looks as the search page's does; what is only here is below it. */
export const queryStyles = css`
  ct-query,
  .ct-query {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-width: 0;
  }
  .ct-status {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 8px;
    padding: 6px 12px;
    border-bottom: 1px solid var(--ct-border);
  }
  .ct-status-text {
    flex: 1;
    min-width: 160px;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  .ct-grid {
    position: relative;
    flex: 1;
    min-height: 110px;
    overflow: auto;
    contain: strict;
  }
  .ct-grid-head {
    position: sticky;
    top: 0;
    z-index: 2;
    width: max-content;
    min-width: 100%;
    background: var(--vscode-editor-background);
    box-shadow: inset 0 -1px var(--ct-border);
  }
  .ct-head-row,
  .ct-row {
    display: grid;
    grid-template-columns: var(--ct-columns);
  }
  .ct-head {
    position: relative;
    display: flex;
    align-items: center;
    height: 24px;
    padding: 0 8px;
    cursor: pointer;
    user-select: none;
    font-weight: 600;
    font-size: 11px;
  }
  .ct-resize {
    position: absolute;
    inset-block: 0;
    inset-inline-end: -3px;
    width: 7px;
    z-index: 1;
    cursor: col-resize;
    touch-action: none;
    background: linear-gradient(to right, transparent 3px, var(--ct-border) 3px 4px, transparent 4px);
  }
  .ct-resize:hover {
    background: var(--vscode-sash-hoverBorder, var(--vscode-focusBorder));
  }
  .ct-grid-body {
    position: relative;
    width: max-content;
    min-width: 100%;
  }
  .ct-row {
    position: absolute;
    top: 0;
    left: 0;
    min-width: 100%;
    height: var(--ct-row);
    line-height: var(--ct-row);
    contain: layout style;
  }
  .ct-row:hover {
    background: var(--vscode-list-hoverBackground);
  }
  .ct-grid:focus-within .ct-row.ct-active {
    background: var(--vscode-list-inactiveSelectionBackground);
  }
  .ct-cell {
    min-width: 0;
    padding: 0 8px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .ct-head bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .ct-cell:focus-visible {
    outline: 1px solid var(--vscode-list-focusOutline, var(--vscode-focusBorder));
    outline-offset: -1px;
  }
  .ct-cell.ct-number {
    text-align: end;
  }
  .ct-head.ct-number {
    justify-content: flex-end;
  }
  .ct-cell.ct-number,
  .ct-cell.ct-time {
    font-variant-numeric: tabular-nums;
  }
  .ct-cell.ct-nested {
    font-family: var(--ct-mono);
    font-size: 0.93em;
  }
  .ct-none {
    color: var(--ct-muted);
    font-style: italic;
  }
  .ct-bone {
    display: inline-block;
    width: 60%;
    height: 8px;
    background: var(--vscode-foreground);
    opacity: 0.08;
  }
  .ct-query-empty {
    padding: 24px 32px;
    overflow: auto;
  }
  .ct-query-empty h2 {
    margin: 0 0 8px;
    font-size: 1.2em;
  }
  .ct-query-problem {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .ct-query-empty pre {
    padding: 8px 12px;
    overflow: auto;
    font-family: var(--ct-mono);
    background: var(--vscode-textCodeBlock-background);
    border: 1px solid var(--vscode-contrastBorder, transparent);
  }
  .ct-chart {
    flex: none;
    padding: 6px 12px 8px;
    border-bottom: 1px solid var(--ct-border);
  }
  .ct-chart-fold {
    display: flex;
    align-items: center;
    gap: 4px;
    font-weight: 600;
  }
  .ct-line {
    display: grid;
    grid-template: "high high" auto "plot plot" 110px "first last" auto / 1fr 1fr;
    color: var(--ct-muted);
    font-size: 11px;
  }
  .ct-line-high {
    grid-area: high;
  }
  .ct-line svg {
    grid-area: plot;
    width: 100%;
    height: 110px;
    overflow: visible;
  }
  .ct-line-last {
    text-align: end;
  }
  .ct-axis,
  .ct-curve {
    fill: none;
    stroke: var(--vscode-charts-lines, var(--ct-border));
    vector-effect: non-scaling-stroke;
  }
  .ct-curve {
    stroke: var(--vscode-charts-blue);
    stroke-width: 1.5px;
  }
  .ct-bars {
    max-height: 170px;
    margin: 4px 0 0;
    padding: 0;
    overflow: auto;
    list-style: none;
  }
  .ct-bars li {
    display: grid;
    grid-template-columns: minmax(80px, 30%) 1fr minmax(60px, auto);
    align-items: center;
    gap: 8px;
    height: 20px;
  }
  .ct-bar-label {
    overflow: hidden;
    text-align: end;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .ct-bar {
    display: block;
    height: 12px;
    background: var(--vscode-charts-blue);
  }
  .ct-bar-value {
    font-variant-numeric: tabular-nums;
  }
  .ct-chart-left {
    margin: 4px 0 0;
    font-size: 11px;
  }
`;
