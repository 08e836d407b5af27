import { themeColour } from "../../ui/theme.js";
import { bucketsIn } from "./bars.js";
import { Fills } from "./fills.js";
import { AxisPainter } from "./paintAxis.js";
import { LanePainter } from "./paintLanes.js";
import { histogramTopPx, laneTop, timeScale } from "./scene.js";
import type { Scene } from "./scene.js";

/** A group with events in a bucket is seen there, however few they are beside the others. */
const leastPx = 2;

/** Draws the timeline. Holds what is costly to make and only changes with the theme or the screen. */
export class Painter {
  readonly #ground = themeColour("--vscode-editor-background", "Canvas");
  readonly #fills: Fills;
  readonly #axis: AxisPainter;
  readonly #lanes: LanePainter;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly dpr: number,
  ) {
    this.#fills = new Fills(context, dpr);
    this.#axis = new AxisPainter(context, dpr);
    this.#lanes = new LanePainter(context, dpr);
  }

  /** `number` writes a count as the axis shows it. */
  paint(scene: Scene, number: (count: number) => string): void {
    const { context, dpr } = this;
    const { widthPx, heightPx, leftPx, plotPx } = scene.layout;
    context.fillStyle = this.#ground;
    context.fillRect(0, 0, widthPx * dpr, heightPx * dpr);
    this.#axis.paint(scene, number);
    context.save();
    context.beginPath();
    context.rect(leftPx * dpr, 0, plotPx * dpr, heightPx * dpr);
    context.clip();
    this.#unread(scene);
    this.#bars(scene);
    for (const [at, lane] of scene.lanes.entries()) {
      this.#lanes.paint(lane, laneTop(scene.layout, at), scene.bars, timeScale(scene.layout, scene.view));
    }
    context.restore();
    this.#axis.floor(scene);
  }

  #bars({ bars, view, styles, layout, top }: Scene): void {
    if (!bars) return;
    const { dpr } = this;
    const [from, end] = bucketsIn(bars, view);
    const scale = timeScale(layout, view);
    const floor = Math.round(layout.floorPx * dpr);
    const unit = (floor - histogramTopPx * dpr) / top;
    const pitch = bars.bucketMs * scale.pxPerMs * dpr;
    const gap = pitch >= 3 ? 1 : 0;
    const first = scale.x(bars.firstMs) * dpr;
    const tops = new Int32Array(end - from).fill(floor);
    for (const [at, { counts }] of bars.groups.entries()) {
      const style = styles[at];
      if (!style) continue;
      this.context.fillStyle = this.#fills.of(style.colour, style.texture);
      for (let bucket = from; bucket < end; bucket++) {
        const count = counts[bucket] ?? 0;
        if (count === 0) continue;
        const x = Math.round(first + bucket * pitch);
        const width = Math.max(1, Math.round(first + (bucket + 1) * pitch) - x - gap);
        const height = Math.max(leastPx * dpr, Math.round(count * unit));
        const bottom = tops[bucket - from] ?? floor;
        this.context.fillRect(x, bottom - height, width, height);
        tops[bucket - from] = bottom - height;
      }
    }
  }

  #unread({ layout, view, unread }: Scene): void {
    if (!unread) return;
    const { context, dpr } = this;
    const scale = timeScale(layout, view);
    const from = Math.max(layout.leftPx, scale.x(unread.fromMs)) * dpr;
    const to = Math.min(layout.leftPx + layout.plotPx, scale.x(unread.toMs)) * dpr;
    if (to <= from) return;
    context.globalAlpha = 0.3;
    context.fillStyle = this.#fills.of("--vscode-charts-lines", "diagonal");
    context.fillRect(from, 0, to - from, layout.axisPx * dpr);
    context.globalAlpha = 1;
    this.#axis.unread(from, to);
  }
}
