import type { Lane, TimelineBand, TimelineMark } from "../../../src/shared/searchData.js";
import type { Span } from "../preferences.js";
import { onThemeChange } from "../../ui/theme.js";
import { Painter } from "./paint.js";
import { markPx } from "./paintLanes.js";
import { laneAt, timeScale } from "./scene.js";
import type { Scene } from "./scene.js";
import { needsOverlay, paintOverlay } from "./overlay.js";
import type { Overlay } from "./overlay.js";

export interface Frame {
  readonly scene: Scene;
  readonly overlay: Overlay;
}

const reachPx = markPx / 2 + 2;

export interface FoundMark {
  readonly lane: Lane;
  readonly mark: TimelineMark;
}

/** The two canvases: the picture, and what moves over it. Draws at most once per animation frame. */
export class Stage {
  #painter: Painter | undefined;
  readonly #base: CanvasRenderingContext2D;
  readonly #over: CanvasRenderingContext2D;
  readonly #stopTheme: () => void;
  #request = 0;
  #isBaseDue = false;

  constructor(
    base: HTMLCanvasElement,
    over: HTMLCanvasElement,
    private readonly frame: () => Frame | undefined,
    private readonly number: (count: number) => string,
  ) {
    const contexts = [base.getContext("2d", { alpha: false }), over.getContext("2d")];
    const [first, second] = contexts;
    if (!first || !second) throw new Error("no canvas"); // a browser without one cannot show VS Code either
    this.#base = first;
    this.#over = second;
    this.#stopTheme = onThemeChange(() => {
      this.#painter = undefined;
      this.draw();
    });
  }

  /** The whole picture in the next frame. */
  draw(): void {
    this.#isBaseDue = true;
    this.drawOverlay();
  }

  drawOverlay(): void {
    if (this.#request === 0) this.#request = requestAnimationFrame(() => this.#paint());
  }

  dispose(): void {
    cancelAnimationFrame(this.#request);
    this.#stopTheme();
  }

  #paint(): void {
    this.#request = 0;
    const frame = this.frame();
    if (!frame) return;
    const { widthPx, heightPx } = frame.scene.layout;
    const isResized = [this.#base, this.#over]
      .map((context) => resize(context.canvas, widthPx, heightPx))
      .includes(true);
    if (isResized || !this.#painter) {
      this.#painter = new Painter(this.#base, devicePixelRatio);
      this.#isBaseDue = true;
    }
    if (this.#isBaseDue) this.#painter.paint(frame.scene, this.number);
    this.#isBaseDue = false;
    // an empty canvas over the picture would be handed to the compositor again with every frame
    const isNeeded = needsOverlay(frame.overlay);
    if (this.#over.canvas.hidden === isNeeded) this.#over.canvas.hidden = !isNeeded;
    if (isNeeded) paintOverlay(this.#over, frame.overlay, devicePixelRatio);
  }
}

function resize(canvas: HTMLCanvasElement, widthPx: number, heightPx: number): boolean {
  const width = Math.max(1, Math.round(widthPx * devicePixelRatio));
  const height = Math.max(1, Math.round(heightPx * devicePixelRatio));
  if (canvas.width === width && canvas.height === height) return false;
  canvas.width = width;
  canvas.height = height;
  canvas.style.setProperty("width", `${widthPx}px`);
  canvas.style.setProperty("height", `${heightPx}px`);
  return true;
}

/** The band under a point; of several the shortest, as it lies on top. */
export function bandAt(scene: Scene, x: number, y: number): TimelineBand | undefined {
  const at = laneAt(scene.layout, y);
  const lane = at === undefined ? undefined : scene.lanes[at];
  const scale = timeScale(scene.layout, scene.view);
  const under = lane?.bands.filter(
    ({ fromMs, toMs }) => scale.x(fromMs) - reachPx <= x && x <= scale.x(toMs) + reachPx,
  );
  return under?.sort((one, other) => one.toMs - one.fromMs - (other.toMs - other.fromMs))[0];
}

/** All bands that touch a stretch of time. */
export const bandsIn = ({ lanes }: Scene, { fromMs, toMs }: Span): readonly TimelineBand[] =>
  lanes.flatMap(({ bands }) => bands.filter((band) => band.fromMs < toMs && band.toMs >= fromMs));

/** The single event under a point, when the point is in a lane that shows them. */
export function markAt(scene: Scene, x: number, y: number): FoundMark | undefined {
  const at = laneAt(scene.layout, y);
  const lane = at === undefined ? undefined : scene.lanes[at];
  if (!lane?.marks) return undefined;
  const scale = timeScale(scene.layout, scene.view);
  let best: TimelineMark | undefined;
  let bestPx = reachPx;
  for (const mark of lane.marks) {
    const gapPx = Math.abs(scale.x(mark.timeMs) - x);
    // the more telling of two at the same place
    if (gapPx < bestPx || (gapPx === bestPx && best && mark.marked && !best.marked)) {
      best = mark;
      bestPx = gapPx;
    }
  }
  return best && { lane, mark: best };
}
