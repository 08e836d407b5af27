import type { Span } from "../preferences.js";
import { axisHeightPx } from "./scene.js";
import type { Layout } from "./scene.js";
import { timeScale } from "./scene.js";
import { brushed, panned, zoomed } from "./view.js";

/** What the pointer and the wheel do to the timeline. */
export interface InputHandlers {
  readonly layout: () => Layout;
  readonly view: () => Span;
  readonly bounds: () => Span;
  readonly setView: (view: Span) => void;
  readonly brush: (span: Span | undefined) => void;
  readonly hover: (at: { readonly x: number; readonly y: number } | undefined) => void;
  readonly click: (at: { readonly x: number; readonly y: number }) => void;
  readonly reset: () => void;
}

/** A press that moved less is a click. */
const clickPx = 4;
const wheelStep = 0.0018;
const lineHeightPx = 16;

type Drag =
  | { readonly kind: "brush"; readonly fromMs: number; readonly x: number; moved: boolean }
  | { readonly kind: "pan"; readonly view: Span; readonly x: number };

/** Listens on the stage until the returned function is called. */
export function listen(stage: HTMLElement, handlers: InputHandlers): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  const drag = new Dragging(stage, handlers);
  stage.addEventListener("pointerdown", (event) => drag.start(event), { signal });
  stage.addEventListener("pointermove", (event) => drag.move(event), { signal });
  stage.addEventListener("pointerup", (event) => drag.end(event), { signal });
  stage.addEventListener("pointercancel", () => drag.cancel(), { signal });
  stage.addEventListener("pointerleave", () => handlers.hover(undefined), { signal });
  stage.addEventListener("dblclick", () => handlers.reset(), { signal });
  stage.addEventListener("wheel", (event) => wheel(event, stage, handlers), { signal, passive: false });
  return () => abort.abort();
}

class Dragging {
  #drag: Drag | undefined;

  constructor(
    private readonly stage: HTMLElement,
    private readonly handlers: InputHandlers,
  ) {}

  start(event: PointerEvent): void {
    if (event.button !== 0) return;
    const { x, y } = placeIn(this.stage, event);
    const layout = this.handlers.layout();
    if (x < layout.leftPx) return;
    this.stage.setPointerCapture(event.pointerId);
    const isPan = event.shiftKey || y > layout.heightPx - axisHeightPx;
    const view = this.handlers.view();
    this.#drag = isPan
      ? { kind: "pan", view, x }
      : { kind: "brush", fromMs: timeScale(layout, view).time(x), x, moved: false };
  }

  move(event: PointerEvent): void {
    const at = placeIn(this.stage, event);
    const drag = this.#drag;
    if (!drag) {
      this.handlers.hover(at);
      return;
    }
    if (drag.kind === "pan") {
      const { pxPerMs } = timeScale(this.handlers.layout(), drag.view);
      this.handlers.setView(panned(drag.view, this.handlers.bounds(), (drag.x - at.x) / pxPerMs));
      return;
    }
    if (Math.abs(at.x - drag.x) >= clickPx) drag.moved = true;
    if (drag.moved) this.handlers.brush(this.#brushed(drag.fromMs, at.x));
  }

  end(event: PointerEvent): void {
    const drag = this.#drag;
    this.cancel();
    if (drag?.kind !== "brush") return;
    const at = placeIn(this.stage, event);
    if (drag.moved) this.handlers.setView(this.#brushed(drag.fromMs, at.x));
    else this.handlers.click(at);
  }

  cancel(): void {
    this.#drag = undefined;
    this.handlers.brush(undefined);
  }

  #brushed(fromMs: number, x: number): Span {
    const view = this.handlers.view();
    return brushed(fromMs, timeScale(this.handlers.layout(), view).time(x), view);
  }
}

function wheel(event: WheelEvent, stage: HTMLElement, handlers: InputHandlers): void {
  event.preventDefault();
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? lineHeightPx : 1;
  const scale = timeScale(handlers.layout(), handlers.view());
  const sideways = event.shiftKey ? event.deltaX + event.deltaY : event.deltaX;
  if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    handlers.setView(panned(scale.view, handlers.bounds(), (sideways * unit) / scale.pxPerMs));
    return;
  }
  const { x } = placeIn(stage, event);
  const factor = Math.exp(event.deltaY * unit * wheelStep);
  handlers.setView(zoomed(scale.view, handlers.bounds(), scale.time(Math.max(x, scale.leftPx)), factor));
}

function placeIn(stage: HTMLElement, { clientX, clientY }: MouseEvent): { x: number; y: number } {
  const box = stage.getBoundingClientRect();
  return { x: clientX - box.left, y: clientY - box.top };
}
