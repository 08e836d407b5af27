import type { Span } from "../preferences.js";

/** CloudTrail's times are whole seconds; closer than this there is nothing more to see. */
export const shortestMs = 20_000;

const spanMs = ({ fromMs, toMs }: Span): number => toMs - fromMs;

/** Moves and shrinks a span so that it lies within the bounds. */
export function within(view: Span, bounds: Span): Span {
  const length = Math.min(Math.max(spanMs(view), Math.min(shortestMs, spanMs(bounds))), spanMs(bounds));
  const fromMs = Math.min(Math.max(view.fromMs, bounds.fromMs), bounds.toMs - length);
  return { fromMs, toMs: fromMs + length };
}

/** Zooms so that `atMs` keeps its place; a factor under 1 shows less. */
export function zoomed(view: Span, bounds: Span, atMs: number, factor: number): Span {
  const length = Math.min(Math.max(spanMs(view) * factor, shortestMs), spanMs(bounds));
  const part = (atMs - view.fromMs) / spanMs(view);
  const fromMs = atMs - part * length;
  return within({ fromMs, toMs: fromMs + length }, bounds);
}

export const panned = (view: Span, bounds: Span, byMs: number): Span =>
  within({ fromMs: view.fromMs + byMs, toMs: view.toMs + byMs }, bounds);

/** The span a person dragged over, in either direction. */
export const brushed = (oneMs: number, otherMs: number, bounds: Span): Span =>
  within({ fromMs: Math.min(oneMs, otherMs), toMs: Math.max(oneMs, otherMs) }, bounds);

export const isAll = (view: Span, bounds: Span): boolean =>
  view.fromMs <= bounds.fromMs && view.toMs >= bounds.toMs;

/** Half a view more on either side, so that a pan has something to show before the host answers. */
export function widened(view: Span, bounds: Span): Span {
  const more = spanMs(view) / 2;
  return {
    fromMs: Math.max(bounds.fromMs, view.fromMs - more),
    toMs: Math.min(bounds.toMs, view.toMs + more),
  };
}

/** Between pixels and time for a plot that starts at `leftPx`. */
export class TimeScale {
  constructor(
    readonly view: Span,
    readonly leftPx: number,
    readonly widthPx: number,
  ) {}

  get pxPerMs(): number {
    return this.widthPx / spanMs(this.view);
  }

  x(timeMs: number): number {
    return this.leftPx + (timeMs - this.view.fromMs) * this.pxPerMs;
  }

  time(xPx: number): number {
    return this.view.fromMs + (xPx - this.leftPx) / this.pxPerMs;
  }
}
