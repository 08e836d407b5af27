import { css } from "lit";

export const timelineStyles = css`
  ct-timeline {
    display: block;
    flex: none;
    border-bottom: 1px solid var(--ct-border);
  }
  .ct-timeline-bar {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 30px;
    padding: 2px 8px 0 6px;
  }
  .ct-legend {
    display: flex;
    flex: 1;
    min-width: 0;
    overflow: hidden;
    flex-wrap: wrap;
    height: 20px;
    gap: 2px 10px;
  }
  .ct-legend-item {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    height: 20px;
    max-width: 180px;
    padding: 0 3px;
    border-radius: 3px;
    font-size: 12px;
  }
  .ct-legend-item bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .ct-legend-item:hover {
    background: var(--vscode-toolbar-hoverBackground);
  }
  .ct-legend-item[aria-pressed="false"] {
    color: var(--ct-muted);
    text-decoration: line-through;
  }
  .ct-legend-item[aria-pressed="false"] .ct-swatch {
    opacity: 0.25;
  }
  .ct-swatch {
    width: 12px;
    height: 12px;
    flex: none;
  }
  .ct-zoom,
  .ct-groupings {
    display: flex;
    align-items: center;
    gap: 6px;
    flex: none;
  }
  .ct-zoom-span {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .ct-small {
    --button-padding-vertical: 1px;
    --button-padding-horizontal: 8px;
    font-size: 12px;
  }
  .ct-timeline-bar .ct-dropdown {
    --input-height: 22;
    --input-min-width: 118px;
    --dropdown-background: transparent;
    --dropdown-border: transparent;
    --dropdown-list-max-height: 240px;
    z-index: 5;
  }
  .ct-timeline-bar .ct-dropdown:hover {
    background: var(--vscode-toolbar-hoverBackground);
  }
  .ct-timeline-bar .ct-dropdown::part(listbox) {
    background: var(--vscode-dropdown-listBackground, var(--vscode-dropdown-background));
  }
  .ct-stage {
    position: relative;
    cursor: crosshair;
    user-select: none;
    touch-action: none;
    margin: 0 0 2px;
  }
  .ct-stage canvas {
    position: absolute;
    top: 0;
    left: 0;
    pointer-events: none;
  }
  .ct-stage:focus-visible {
    outline-offset: -2px;
  }
  .ct-lane-labels {
    position: absolute;
    inset-inline-start: 8px;
    top: 0;
  }
  .ct-lane-label {
    position: absolute;
    inset-inline: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: 12px;
    padding-inline-end: 8px;
    color: var(--ct-muted);
  }
  .ct-lane-label:hover {
    color: var(--vscode-textLink-foreground);
    text-decoration: underline;
  }
  .ct-tip {
    position: absolute;
    top: 0;
    left: 0;
    z-index: 4;
    pointer-events: none;
    max-width: 320px;
    padding: 4px 8px;
    border-radius: 3px;
    color: var(--vscode-editorHoverWidget-foreground);
    background: var(--vscode-editorHoverWidget-background);
    border: 1px solid var(--vscode-editorHoverWidget-border, var(--ct-border));
    box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
    font-size: 12px;
    line-height: 17px;
    white-space: nowrap;
  }
  .ct-tip div {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .ct-tip div:first-child {
    font-weight: 600;
  }
`;
