import { themeColour } from "../../ui/theme.js";
import type { Span } from "../preferences.js";
import { histogramTopPx, timeScale } from "./scene.js";
import type { Layout } from "./scene.js";

export interface Overlay {
  readonly layout: Layout;
  readonly view: Span;
  /** The bucket under the pointer or the keyboard's cursor. */
  readonly bucket: Span | undefined;
  readonly isCursor: boolean;
  readonly brush: Span | undefined;
  /** When the selected event happened. */
  readonly selectedMs: number | undefined;
}

export const needsOverlay = ({ bucket, brush, selectedMs, view }: Overlay): boolean =>
  bucket !== undefined ||
  brush !== undefined ||
  (selectedMs !== undefined && selectedMs >= view.fromMs && selectedMs <= view.toMs);

/** What moves over the picture without the picture being drawn again. */
export function paintOverlay(context: CanvasRenderingContext2D, overlay: Overlay, dpr: number): void {
  const { layout, view, bucket, brush, selectedMs } = overlay;
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  context.clearRect(0, 0, layout.widthPx, layout.heightPx);
  const scale = timeScale(layout, view);
  const left = layout.leftPx;
  const right = layout.leftPx + layout.plotPx;
  const span = ({ fromMs, toMs }: Span): readonly [x: number, width: number] => {
    const x = Math.max(left, scale.x(fromMs));
    return [x, Math.max(0, Math.min(right, scale.x(toMs)) - x)];
  };
  if (bucket) {
    const [x, width] = span(bucket);
    context.fillStyle = themeColour("--vscode-foreground", "CanvasText");
    context.globalAlpha = 0.12;
    context.fillRect(x, 0, width, layout.axisPx);
    context.globalAlpha = 1;
    if (overlay.isCursor) {
      context.strokeStyle = themeColour("--vscode-focusBorder", "Highlight");
      context.strokeRect(x - 0.5, histogramTopPx - 3.5, width + 1, layout.floorPx - histogramTopPx + 4);
    }
  }
  if (brush) {
    const [x, width] = span(brush);
    context.fillStyle = themeColour("--vscode-editor-selectionBackground", "Highlight");
    context.globalAlpha = 0.6;
    context.fillRect(x, 0, width, layout.axisPx);
    context.globalAlpha = 1;
    context.fillStyle = themeColour("--vscode-focusBorder", "Highlight");
    context.fillRect(x, 0, 1, layout.axisPx);
    context.fillRect(x + width - 1, 0, 1, layout.axisPx);
  }
  if (selectedMs !== undefined && selectedMs >= view.fromMs && selectedMs <= view.toMs) {
    const x = Math.round(scale.x(selectedMs));
    context.fillStyle = themeColour("--vscode-focusBorder", "Highlight");
    context.fillRect(x, 0, 1, layout.axisPx);
    context.beginPath();
    context.moveTo(x - 4, layout.axisPx + 4);
    context.lineTo(x + 5, layout.axisPx + 4);
    context.lineTo(x + 0.5, layout.axisPx - 2);
    context.fill();
  }
}
