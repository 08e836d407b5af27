import * as l10n from "@vscode/l10n";
import { themeColour } from "../../ui/theme.js";
import { histogramTopPx, timeScale } from "./scene.js";
import type { Scene } from "./scene.js";

const fontPx = 11;
const tickRowPx = 11;
const dayRowPx = 25;
const textGapPx = 4;

/** Draws what is read beside the bars: counts, times, days. Sizes given to the context are device pixels. */
export class AxisPainter {
  readonly #text = themeColour("--vscode-descriptionForeground", "CanvasText");
  readonly #line = themeColour("--vscode-charts-lines", "GrayText");
  readonly #font: string;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly dpr: number,
  ) {
    this.#font = `${fontPx * dpr}px ${themeColour("--vscode-font-family", "sans-serif")}`;
  }

  /** `number` writes a count as the axis shows it. */
  paint(scene: Scene, number: (count: number) => string): void {
    const { context } = this;
    context.font = this.#font;
    context.textBaseline = "middle";
    context.fillStyle = this.#text;
    this.#counts(scene, number);
    this.#ticks(scene);
    this.#days(scene);
  }

  /** The line the bars stand on, drawn over them. */
  floor({ layout }: Scene): void {
    this.context.fillStyle = this.#line;
    this.context.fillRect(layout.leftPx * this.dpr, layout.floorPx * this.dpr, layout.plotPx * this.dpr, 1);
  }

  #counts({ layout, lines, top }: Scene, number: (count: number) => string): void {
    const { context, dpr } = this;
    context.textAlign = "right";
    for (const line of lines) {
      const y = Math.round((layout.floorPx - (line / top) * (layout.floorPx - histogramTopPx)) * dpr);
      context.fillText(number(line), (layout.leftPx - 6) * dpr, y);
      context.globalAlpha = 0.25;
      context.fillRect(layout.leftPx * dpr, y, layout.plotPx * dpr, 1);
      context.globalAlpha = 1;
    }
  }

  #ticks({ layout, view, ticks }: Scene): void {
    const { context, dpr } = this;
    const scale = timeScale(layout, view);
    context.textAlign = "center";
    for (const { timeMs, label } of ticks.ticks) {
      const x = scale.x(timeMs) * dpr;
      const half = context.measureText(label).width / 2;
      context.fillRect(Math.round(x), layout.axisPx * dpr, 1, 3 * dpr);
      const isClear = x - half >= layout.leftPx * dpr - half && x + half <= layout.widthPx * dpr;
      if (isClear) context.fillText(label, x, (layout.axisPx + tickRowPx) * dpr);
    }
  }

  /** The name of a day that began left of the view stays readable as long as the next name leaves room for it. */
  #days({ layout, view, ticks }: Scene): void {
    const { context, dpr } = this;
    const scale = timeScale(layout, view);
    const left = layout.leftPx * dpr;
    const right = (layout.leftPx + layout.plotPx) * dpr;
    context.textAlign = "left";
    let end = right;
    for (const { timeMs, label } of [...ticks.days].reverse()) {
      const x = Math.round(scale.x(timeMs) * dpr);
      if (x >= left && x <= right) {
        context.globalAlpha = 0.25;
        context.fillRect(x, 0, 1, layout.heightPx * dpr);
        context.globalAlpha = 1;
      }
      if (label === "") continue;
      const at = Math.max(x, left) + textGapPx * dpr;
      if (at + context.measureText(label).width <= end)
        context.fillText(label, at, (layout.axisPx + dayRowPx) * dpr);
      end = x - textGapPx * dpr;
    }
  }

  /** What the hatching means, where there is room to say it. */
  unread(fromX: number, toX: number): void {
    const { context, dpr } = this;
    const label = l10n.t("Not fully searched");
    context.textAlign = "left";
    context.fillStyle = this.#text;
    if (context.measureText(label).width + 16 * dpr > toX - fromX) return;
    context.fillText(label, fromX + 8 * dpr, (histogramTopPx + fontPx) * dpr);
  }
}
