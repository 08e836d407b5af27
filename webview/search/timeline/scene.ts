import type { Lane } from "../../../src/shared/searchData.js";
import type { Span } from "../preferences.js";
import type { Bars } from "./bars.js";
import type { GroupStyle } from "./groups.js";
import type { TimeTicks } from "./ticks.js";
import { TimeScale } from "./view.js";

/** Everything a frame is drawn from. Sizes are CSS pixels. */
export interface Scene {
  readonly layout: Layout;
  readonly view: Span;
  readonly bars: Bars | undefined;
  /** Looks of the bars' groups, by the same position. */
  readonly styles: readonly GroupStyle[];
  /** Count at the top edge of the histogram, and counts to draw lines at. */
  readonly top: number;
  readonly lines: readonly number[];
  readonly ticks: TimeTicks;
  readonly lanes: readonly Lane[];
  /** The time of which the search knows nothing yet. */
  readonly unread: Span | undefined;
}

export interface Layout {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Left edge of the plot: room for counts, and for the names of lanes. */
  readonly leftPx: number;
  readonly plotPx: number;
  /** Bottom of the histogram, top is 0 plus a little air. */
  readonly floorPx: number;
  readonly lanes: number;
  /** Top of the axis labels. */
  readonly axisPx: number;
}

export const lanePx = 18;
export const axisHeightPx = 32;
const airPx = 6;
const gutterPx = 40;
const laneGutterPx = 150;
/** A session's lane is named by who, as what and when. */
const sessionGutterPx = 250;
const rightPx = 10;

/**
 * The height is given; lanes take theirs from the histogram. So nothing below the timeline moves
 * when a search finds one more lane. Without lanes (`undefined`) their names need no room either.
 */
export function layOut(
  widthPx: number,
  heightPx: number,
  lanes: number | undefined,
  areSessions = false,
): Layout {
  const leftPx = lanes === undefined ? gutterPx : areSessions ? sessionGutterPx : laneGutterPx;
  const axisPx = heightPx - axisHeightPx;
  return {
    widthPx,
    heightPx,
    leftPx,
    plotPx: Math.max(10, widthPx - leftPx - rightPx),
    floorPx: axisPx - (lanes === undefined || lanes === 0 ? 0 : lanes * lanePx + airPx),
    lanes: lanes ?? 0,
    axisPx,
  };
}

export const histogramTopPx = airPx;
export const laneTop = ({ floorPx }: Layout, lane: number): number => floorPx + airPx + lane * lanePx;
export const laneAt = (layout: Layout, yPx: number): number | undefined => {
  const lane = Math.floor((yPx - layout.floorPx - airPx) / lanePx);
  return lane >= 0 && lane < layout.lanes ? lane : undefined;
};

export const timeScale = ({ leftPx, plotPx }: Layout, view: Span): TimeScale =>
  new TimeScale(view, leftPx, plotPx);
