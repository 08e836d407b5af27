import { css } from "lit";

export const tableStyles = css`
  ct-table {
    position: relative;
    display: flex;
    min-width: 0;
    min-height: 0;
    flex: 1;
  }
  .ct-grid {
    position: relative;
    flex: 1;
    overflow: auto;
    overflow-anchor: none;
    scroll-padding-top: 24px;
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
    gap: 2px;
    height: 24px;
    padding: 0 8px;
    color: var(--ct-muted);
    cursor: pointer;
    user-select: none;
    font-weight: 600;
    font-size: 11px;
  }
  .ct-head:hover,
  .ct-head[aria-sort="ascending"],
  .ct-head[aria-sort="descending"] {
    color: var(--vscode-foreground);
  }
  .ct-head-name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .ct-head .ct-sort {
    font-size: 12px;
  }
  .ct-resize {
    position: absolute;
    inset-block: 0;
    inset-inline-end: -3px;
    width: 7px;
    z-index: 1;
    cursor: col-resize;
    touch-action: none;
  }
  .ct-head::after {
    content: "";
    position: absolute;
    inset-block: 5px;
    inset-inline-end: 0;
    width: 1px;
    background: var(--ct-border);
  }
  .ct-resize:hover,
  .ct-resize:active {
    background: linear-gradient(
      to right,
      transparent 3px,
      var(--vscode-sash-hoverBorder, var(--vscode-focusBorder)) 3px 4px,
      transparent 4px
    );
  }
  .ct-grid-body {
    position: relative;
    width: max-content;
    min-width: 100%;
    transition: opacity 120ms;
  }
  .ct-stale .ct-grid-body {
    opacity: 0.5;
  }
  .ct-row {
    position: absolute;
    top: 0;
    left: 0;
    min-width: 100%;
    height: var(--ct-row);
    line-height: var(--ct-row);
    cursor: pointer;
    contain: layout style;
  }
  .ct-row:hover {
    color: var(--vscode-list-hoverForeground, inherit);
    background: var(--vscode-list-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .ct-row[aria-selected="true"] {
    color: var(--vscode-list-inactiveSelectionForeground, inherit);
    background: var(--vscode-list-inactiveSelectionBackground);
    outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .ct-grid:focus-within .ct-row.ct-active {
    color: var(--vscode-list-focusForeground, inherit);
    background: var(--vscode-list-inactiveSelectionBackground);
  }
  .ct-grid:focus-within .ct-row.ct-active[aria-selected="true"] {
    color: var(--vscode-list-activeSelectionForeground);
    background: var(--vscode-list-activeSelectionBackground);
  }
  .ct-cell {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
    padding: 0 8px;
    overflow: hidden;
    white-space: nowrap;
  }
  .ct-cell:focus {
    outline: none;
  }
  .ct-cell:focus-visible {
    outline: 1px solid var(--vscode-list-focusOutline, var(--vscode-focusBorder));
    outline-offset: -1px;
  }
  .ct-cell bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    flex: 0 1 auto;
  }
  .ct-main {
    display: flex;
    align-items: center;
    gap: 6px;
    flex: 0 1 auto;
    min-width: 0;
    max-width: 100%;
  }
  /* The second fact is shown when there is room for some of it; else it wraps away out of sight. */
  .ct-cell-actor,
  .ct-cell-event,
  .ct-cell-outcome {
    flex-wrap: wrap;
    height: var(--ct-row);
  }
  .ct-cell .ct-note {
    flex: 1 1 44px;
    width: 44px;
    height: var(--ct-row);
    color: var(--ct-muted);
    font-size: 0.92em;
  }
  .ct-row[aria-selected="true"] .ct-note,
  .ct-row.ct-active .ct-note,
  .ct-row[aria-selected="true"] .ct-more,
  .ct-row.ct-active .ct-more,
  .ct-row[aria-selected="true"] .ct-day,
  .ct-row.ct-active .ct-day {
    color: inherit;
    opacity: 0.8;
  }
  .ct-cell-icon {
    color: var(--vscode-icon-foreground, var(--ct-muted));
    font-size: 14px !important;
    flex: none;
    opacity: 0.8;
  }
  .ct-day {
    color: var(--ct-muted);
  }
  .ct-cell-time {
    container-type: inline-size;
    font-variant-numeric: tabular-nums;
  }
  @container (max-width: 102px) {
    .ct-seconds {
      display: none;
    }
  }
  .ct-outcome-denied {
    color: var(--vscode-errorForeground, var(--ct-denied));
  }
  .ct-outcome-read,
  .ct-outcome-noise {
    color: var(--ct-muted);
  }
  .ct-row[aria-selected="true"] .ct-outcome-denied,
  .ct-row[aria-selected="true"] .ct-outcome-read,
  .ct-row[aria-selected="true"] .ct-outcome-noise {
    color: inherit;
  }
  .ct-more {
    flex: none;
    color: var(--ct-muted);
    font-size: 0.85em;
  }
  .ct-summary {
    color: var(--vscode-foreground);
    background: color-mix(in srgb, var(--vscode-foreground) 5%, transparent);
  }
  .ct-cell-summary {
    grid-column: 1 / -1;
    padding-inline-start: 4px;
    gap: 6px;
  }
  .ct-twist {
    flex: none;
    font-size: 14px !important;
  }
  .ct-member > .ct-cell:first-child {
    padding-inline-start: 22px;
    box-shadow:
      inset 11px 0 var(--vscode-editor-background),
      inset 12px 0 var(--ct-border);
  }
  .ct-retried:not(.ct-active) .ct-cell {
    opacity: 0.65;
  }
  .ct-bone {
    width: 60%;
    height: 8px;
    border-radius: 2px;
    background: var(--vscode-foreground);
    opacity: 0.08;
  }
  .ct-skeleton .ct-cell:nth-child(3n) .ct-bone {
    width: 80%;
  }
  .ct-above {
    position: absolute;
    top: 30px;
    left: 50%;
    transform: translateX(-50%);
    z-index: 3;
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 2px 10px 2px 6px;
    border-radius: 11px;
    color: var(--vscode-badge-foreground);
    background: var(--vscode-badge-background);
    border: 1px solid var(--vscode-contrastBorder, transparent);
    box-shadow: 0 1px 4px var(--vscode-widget-shadow, transparent);
  }
  @media (prefers-reduced-motion: reduce) {
    .ct-grid-body {
      transition: none;
    }
  }
`;
