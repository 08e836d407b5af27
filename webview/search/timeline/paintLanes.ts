import type { ChangeClass, Lane, TimelineBand, TimelineMark } from "../../../src/shared/searchData.js";
import { markPath, outcomePaths } from "../../ui/outcome.js";
import { themeColour } from "../../ui/theme.js";
import type { Bars } from "./bars.js";
import { bucketsIn } from "./bars.js";
import { lanePx } from "./scene.js";
import type { TimeScale } from "./view.js";

export const markPx = 9;
/** Marks closer than this to one of the same kind add nothing to the picture. */
const apartPx = 3;
/** A band reaches this far around its first and last event, so that it holds their marks. */
const bandPadPx = 4;

type Kind = ChangeClass | "marked";
/** The more telling one of two events at the same place is the one that is seen. */
const order: readonly Kind[] = ["marked", "denied", "failed", "changed", "read", "noise"];

const colours: Readonly<Record<Kind, string>> = {
  changed: "--ct-changed",
  read: "--vscode-descriptionForeground",
  denied: "--ct-denied",
  failed: "--ct-failed",
  noise: "--vscode-descriptionForeground",
  marked: "--ct-mark",
};

/** The most telling thing about an event. A denied call altered nothing, whatever it was meant to. */
const markKind = ({ outcome, marked }: TimelineMark): Kind =>
  marked && outcome === "changed" ? "marked" : outcome;

interface PlacedMark {
  readonly kind: Kind;
  readonly x: number;
}

/** Which marks are drawn: at most one every few pixels, the more telling first. */
function placeMarks(marks: readonly TimelineMark[], scale: TimeScale): PlacedMark[] {
  const taken = new Uint8Array(Math.ceil(scale.widthPx / apartPx) + 3);
  const places: PlacedMark[] = [];
  for (const kind of order) {
    for (const mark of marks) {
      if (markKind(mark) !== kind) continue;
      const x = scale.x(mark.timeMs);
      const slot = Math.floor((x - scale.leftPx) / apartPx) + 1;
      if (slot < 0 || slot >= taken.length || taken[slot] === 1) continue;
      taken[slot] = 1;
      places.push({ kind, x });
    }
  }
  return places;
}

/** Draws lanes: single events when there are few enough, else how busy each bucket was. */
export class LanePainter {
  readonly #sprites = new Map<Kind, HTMLCanvasElement>();
  #busy: string | undefined;
  #band: string | undefined;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly dpr: number,
  ) {}

  paint(lane: Lane, topPx: number, bars: Bars | undefined, scale: TimeScale): void {
    this.#bands(lane.bands, topPx, scale);
    if (lane.marks) this.#marks(lane.marks, topPx, scale);
    else if (bars) this.#density(lane.counts, topPx, bars, scale);
  }

  /** A frame with a tint, so that a band is seen in high contrast and under its marks. */
  #bands(bands: readonly TimelineBand[], topPx: number, scale: TimeScale): void {
    const { context, dpr: d } = this;
    if (bands.length === 0) return;
    this.#band ??= themeColour("--vscode-charts-blue", "CanvasText");
    context.fillStyle = context.strokeStyle = this.#band;
    context.lineWidth = d;
    const top = Math.round((topPx + 1) * d);
    const height = Math.round((lanePx - 3) * d);
    let endPx = -Infinity;
    for (const { fromMs, toMs } of bands) {
      const from = Math.max(scale.x(fromMs) - bandPadPx, scale.leftPx - bandPadPx);
      const to = Math.min(scale.x(toMs) + bandPadPx, scale.leftPx + scale.widthPx + bandPadPx);
      // bands that lie on a drawn one altogether would only darken it
      if (to < from || to <= endPx) continue;
      endPx = to;
      const x = Math.round(from * d);
      const width = Math.max(Math.round(3 * d), Math.round(to * d) - x);
      context.globalAlpha = 0.16;
      context.fillRect(x, top, width, height);
      context.globalAlpha = 0.7;
      context.strokeRect(x + d / 2, top + d / 2, width - d, height - d);
    }
    context.globalAlpha = 1;
  }

  #marks(marks: readonly TimelineMark[], topPx: number, scale: TimeScale): void {
    const d = this.dpr;
    const y = Math.round((topPx + (lanePx - markPx) / 2) * d);
    const half = markPx / 2;
    const places = placeMarks(marks, scale);
    // the most telling was placed first and is drawn last, over the edges of its neighbours
    for (const { kind, x } of places.reverse()) {
      this.context.drawImage(this.#sprite(kind), Math.round((x - half) * d), y);
    }
  }

  #density(counts: readonly number[], topPx: number, bars: Bars, scale: TimeScale): void {
    const d = this.dpr;
    const [from, end] = bucketsIn(bars, scale.view);
    let max = 1;
    for (let at = from; at < end; at++) max = Math.max(max, counts[at] ?? 0);
    const pitch = bars.bucketMs * scale.pxPerMs * d;
    const gap = pitch >= 3 ? 1 : 0;
    const first = scale.x(bars.firstMs) * d;
    const floor = Math.round((topPx + lanePx - 4) * d);
    this.#busy ??= themeColour("--vscode-descriptionForeground", "CanvasText");
    this.context.fillStyle = this.#busy;
    for (let at = from; at < end; at++) {
      const count = counts[at] ?? 0;
      if (count === 0) continue;
      const x = Math.round(first + at * pitch);
      const width = Math.max(1, Math.round(first + (at + 1) * pitch) - x - gap);
      const height = Math.max(2 * d, Math.round(Math.sqrt(count / max) * (lanePx - 7) * d));
      this.context.fillRect(x, floor - height, width, height);
    }
  }

  #sprite(kind: Kind): HTMLCanvasElement {
    let sprite = this.#sprites.get(kind);
    if (!sprite) {
      sprite = document.createElement("canvas");
      sprite.width = sprite.height = Math.ceil(markPx * this.dpr);
      const context = sprite.getContext("2d");
      context?.scale(sprite.width / 12, sprite.width / 12);
      if (context) context.fillStyle = themeColour(colours[kind], "CanvasText");
      context?.fill(new Path2D(kind === "marked" ? markPath : outcomePaths[kind]), "evenodd");
      this.#sprites.set(kind, sprite);
    }
    return sprite;
  }
}
