import type { AskedScope, Lane } from "../../../src/shared/searchData.js";
import { Store } from "../../ui/store.js";
import type { SearchPage } from "../page.js";
import type { Span } from "../preferences.js";
import { bucketsIn, highest, toBars } from "./bars.js";
import type { Bars } from "./bars.js";
import { GroupStyles, stacked } from "./groups.js";
import type { GroupStyle } from "./groups.js";
import type { Layout, Scene } from "./scene.js";
import { countTicks, timeTicks } from "./ticks.js";
import { TimelineFeed } from "./timelineFeed.js";
import { isAll, within } from "./view.js";

/** Words around the picture are written again when a movement rests; the picture itself moves at once. */
const restMs = 150;
const shownLanes = 5;

/** What the timeline shows: the zoomed part of what was asked, cut into bars, and where the cursor stands in it. */
export class TimelineModel extends Store {
  readonly feed: TimelineFeed;
  bars: Bars | undefined;
  /** Looks of the bars' groups, by position. */
  styles: readonly GroupStyle[] = [];
  /** Looks of all groups, also of those switched off. */
  legend: readonly GroupStyle[] = [];
  cursorMs: number | undefined;
  brush: Span | undefined;

  #zoom: Span | undefined;
  #hidden: ReadonlySet<string> = new Set();
  #lanes: readonly Lane[] = [];
  #top = 1;
  #lines: readonly number[] = [];
  #plotPx = 0;
  #withLanes = true;
  #searches: number;
  #rest: ReturnType<typeof setTimeout> | undefined;
  readonly #looks = new GroupStyles();
  readonly #stops: readonly (() => void)[];

  constructor(
    private readonly page: SearchPage,
    /** Called for every movement, many times a second. */
    private readonly moved: () => void,
  ) {
    super();
    this.feed = new TimelineFeed(page.host);
    this.#zoom = page.preferences.now.view;
    this.#searches = page.search.searches;
    this.#stops = [
      page.search.subscribe(() => this.#heard()),
      page.preferences.subscribe(() => {
        this.#want();
        this.changed();
      }),
      page.detail.subscribe(() => this.changed()),
      this.feed.subscribe(() => this.#arrived()),
    ];
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.feed.dispose();
    clearTimeout(this.#rest);
  }

  /** All that was asked for; undefined before the first answer. */
  get bounds(): Span | undefined {
    const { asked, fromMs, toMs } = this.page.search.answer;
    const bounds = asked ? { fromMs: asked.fromMs, toMs: asked.toMs } : { fromMs, toMs };
    return bounds.toMs > bounds.fromMs ? bounds : undefined;
  }

  get view(): Span | undefined {
    const { bounds } = this;
    return bounds && (this.#zoom ? within(this.#zoom, bounds) : bounds);
  }

  get isZoomed(): boolean {
    const { view, bounds } = this;
    return view !== undefined && bounds !== undefined && !isAll(view, bounds);
  }

  /** The most telling lanes that had events in view when the answer came; the answer itself reaches further. */
  get lanes(): readonly Lane[] {
    return this.#withLanes ? this.#lanes : [];
  }

  isHidden(key: string): boolean {
    return this.#hidden.has(key);
  }

  setView(view: Span): void {
    const { bounds } = this;
    if (!bounds) return;
    this.#zoom = isAll(view, bounds) ? undefined : view;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#rest = undefined;
      this.page.preferences.set({ view: this.#zoom });
    }, restMs);
    this.#want();
    this.moved();
  }

  reset(): void {
    const { bounds } = this;
    if (bounds) this.setView(bounds);
  }

  setBrush(brush: Span | undefined): void {
    this.brush = brush;
    this.moved();
  }

  setCursor(cursorMs: number | undefined): void {
    this.cursorMs = cursorMs;
    this.changed();
  }

  toggle(key: string): void {
    const hidden = new Set(this.#hidden);
    if (!hidden.delete(key)) hidden.add(key);
    this.#hidden = hidden;
    this.#rebuild();
    this.changed();
  }

  /** The element tells how much room there is. */
  fit(plotPx: number, withLanes: boolean): void {
    this.#plotPx = plotPx;
    this.#withLanes = withLanes;
    this.#want();
  }

  scene(layout: Layout): Scene | undefined {
    const { view, page } = this;
    if (!view) return undefined;
    return {
      layout,
      view,
      bars: this.bars,
      styles: this.styles,
      top: this.#top,
      lines: this.#lines,
      ticks: timeTicks(view, layout.plotPx, page.formats),
      lanes: this.lanes,
      unread: this.unread,
    };
  }

  /** The time that at least one scope has not been read for. */
  get unread(): Span | undefined {
    const { asked } = this.page.search.answer;
    if (!asked || asked.scopes.every(isComplete)) return undefined;
    const toMs = Math.max(
      ...asked.scopes.filter((scope) => !isComplete(scope)).map(({ reachedMs }) => reachedMs),
    );
    return toMs > asked.fromMs ? { fromMs: asked.fromMs, toMs } : undefined;
  }

  #heard(): void {
    const { searches } = this.page.search;
    if (searches !== this.#searches) {
      this.#searches = searches;
      this.cursorMs = undefined;
      this.feed.clear();
    }
    this.#dropForeignZoom();
    this.#want();
    this.changed();
  }

  /** A zoom of an earlier question stays only where the present one was asked about that time. */
  #dropForeignZoom(): void {
    const { bounds } = this;
    if (!this.#zoom || !bounds || this.page.search.starting) return;
    if (this.#zoom.fromMs >= bounds.toMs || this.#zoom.toMs <= bounds.fromMs) this.#zoom = undefined;
  }

  #want(): void {
    const { view, bounds } = this;
    const { answer, starting } = this.page.search;
    if (!view || !bounds || this.#plotPx <= 0 || starting || answer.state === "idle") return;
    const { groupBy, laneBy } = this.page.preferences.now;
    this.feed.want({
      view,
      bounds,
      plotPx: this.#plotPx,
      groupBy,
      laneBy: this.#withLanes ? laneBy : undefined,
      revision: answer.revision,
    });
  }

  /** In the middle of a movement only the picture is brought up to date; the words follow when it rests. */
  #arrived(): void {
    this.#rebuild();
    if (this.#rest === undefined) this.changed();
    else this.moved();
  }

  #rebuild(): void {
    const { answer, answered } = this.feed;
    if (!answer || !answered) {
      this.bars = undefined;
      this.styles = this.legend = [];
      this.#lanes = [];
    } else {
      this.legend = this.#looks.of(answered.groupBy, answer.series);
      this.styles = this.legend.filter(({ key }) => !this.#hidden.has(key));
      const keys = stacked(answered.groupBy, answer.series).map(({ key }) => key);
      this.bars = toBars(answer, keys, this.#hidden);
      this.#lanes = lanesIn(answer.lanes, this.bars, this.view ?? answered.view);
      const { top, lines } = countTicks(highest(this.bars, this.view ?? answered.view));
      this.#top = top;
      this.#lines = lines;
    }
  }
}

/** In the host's order, most telling first, without those that have nothing in view. */
function lanesIn(lanes: readonly Lane[], bars: Bars, view: Span): readonly Lane[] {
  const [from, end] = bucketsIn(bars, view);
  return lanes
    .filter(({ counts }) => counts.slice(from, end).some((count) => count > 0))
    .slice(0, shownLanes);
}

const isComplete = ({ state }: AskedScope): boolean => state === "complete";
