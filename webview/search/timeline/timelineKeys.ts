import type { Span } from "../preferences.js";
import { bucketAt, bucketSpan, bucketsIn } from "./bars.js";
import type { Bars } from "./bars.js";
import { panned, zoomed } from "./view.js";

export type KeyEffect =
  | { readonly kind: "cursor"; readonly atMs: number }
  | { readonly kind: "view"; readonly view: Span }
  | { readonly kind: "open" }
  | { readonly kind: "reset" };

type Pressed = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">;

const pageBuckets = 10;
const zoomStep = 1.6;

/** What a key does on the timeline; undefined when it is none of its keys. */
export function timelineKey(
  event: Pressed,
  bars: Bars | undefined,
  view: Span,
  bounds: Span,
  cursorMs: number | undefined,
): KeyEffect | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.key === "0") return { kind: "reset" };
  if (event.key === "Enter" || event.key === " ")
    return cursorMs === undefined ? undefined : { kind: "open" };
  const moved = movedView(event, view, bounds, cursorMs ?? (view.fromMs + view.toMs) / 2);
  if (moved) return { kind: "view", view: moved };
  return bars && moveCursor(event.key, bars, view, cursorMs);
}

/** Zoom keys, also as they come from keyboards where + needs Shift, and panning with Shift. */
function movedView({ key, shiftKey }: Pressed, view: Span, bounds: Span, atMs: number): Span | undefined {
  if (key === "+" || key === "=") return zoomed(view, bounds, atMs, 1 / zoomStep);
  if (key === "-" || key === "_") return zoomed(view, bounds, atMs, zoomStep);
  const quarterMs = (view.toMs - view.fromMs) / 4;
  if (shiftKey && key === "ArrowLeft") return panned(view, bounds, -quarterMs);
  if (shiftKey && key === "ArrowRight") return panned(view, bounds, quarterMs);
  return undefined;
}

function moveCursor(
  key: string,
  bars: Bars,
  view: Span,
  cursorMs: number | undefined,
): KeyEffect | undefined {
  const [from, end] = bucketsIn(bars, view);
  if (end <= from) return undefined;
  const at = cursorMs === undefined ? undefined : bucketAt(bars, cursorMs);
  const to = target(key, at, from, end);
  if (to === undefined) return undefined;
  const span = bucketSpan(bars, Math.min(Math.max(to, from), end - 1));
  return { kind: "cursor", atMs: (span.fromMs + span.toMs) / 2 }; // still in it when a zoom makes the bars narrower
}

function target(key: string, at: number | undefined, from: number, end: number): number | undefined {
  switch (key) {
    case "ArrowRight":
      return at === undefined ? from : at + 1;
    case "ArrowLeft":
      return at === undefined ? end - 1 : at - 1;
    case "PageDown":
      return (at ?? from) + pageBuckets;
    case "PageUp":
      return (at ?? end) - pageBuckets;
    case "Home":
      return from;
    case "End":
      return end - 1;
    default:
      return undefined;
  }
}
