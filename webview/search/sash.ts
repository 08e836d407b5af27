import * as l10n from "@vscode/l10n";
import { html } from "lit";
import type { TemplateResult } from "lit";
import type { SearchPage } from "./page.js";

const stepPx = 24;
const leastPx = 280;
const tablePx = 360;

const most = (): number => Math.max(leastPx, document.documentElement.clientWidth - tablePx);

function setWidth(page: SearchPage, width: number): void {
  page.preferences.set({ detailWidth: Math.round(Math.min(most(), Math.max(leastPx, width))) });
}

/** The line between table and detail, to be dragged or moved with the arrow keys. */
export const sash = (page: SearchPage, width: number): TemplateResult =>
  html`<div
    class="ct-sash"
    role="separator"
    tabindex="0"
    aria-orientation="vertical"
    aria-label=${l10n.t("Width of the details")}
    aria-valuenow=${Math.round(width)}
    aria-valuemin=${leastPx}
    aria-valuemax=${most()}
    @pointerdown=${(event: PointerEvent) => drag(event, page, width)}
    @dblclick=${() => page.preferences.set({ detailWidth: undefined })}
    @keydown=${(event: KeyboardEvent) => {
      const by = { ArrowLeft: stepPx, ArrowRight: -stepPx }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      setWidth(page, width + by);
    }}
  ></div>`;

function drag(event: PointerEvent, page: SearchPage, width: number): void {
  const line = event.currentTarget;
  if (!(line instanceof HTMLElement) || event.button !== 0) return;
  event.preventDefault();
  line.setPointerCapture(event.pointerId);
  const abort = new AbortController();
  const { signal } = abort;
  line.addEventListener("pointermove", ({ clientX }) => setWidth(page, width + event.clientX - clientX), {
    signal,
  });
  line.addEventListener("pointerup", () => abort.abort(), { signal });
  line.addEventListener("pointercancel", () => abort.abort(), { signal });
}
