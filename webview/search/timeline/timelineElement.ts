import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import type { Lane } from "../../../src/shared/searchData.js";
import { PageElement, define } from "../../ui/element.js";
import { styled } from "../../ui/styled.js";
import { groupText } from "../groupText.js";
import type { SearchPage } from "../page.js";
import type { Span } from "../preferences.js";
import { filterField } from "../table/cells.js";
import { bucketAt, bucketSpan } from "./bars.js";
import { firstEventIn } from "./firstEvent.js";
import { restKey } from "./groups.js";
import { tipLines } from "./hoverTip.js";
import type { Point, TimelineTipElement } from "./hoverTip.js";
import { listen } from "./input.js";
import { layOut, timeScale } from "./scene.js";
import type { Layout, Scene } from "./scene.js";
import { Stage, bandAt, bandsIn, markAt } from "./stage.js";
import type { Frame } from "./stage.js";
import { bucketText, summary, summaryTable } from "./summary.js";
import { timelineKey } from "./timelineKeys.js";
import { TimelineModel } from "./timelineModel.js";
import { timelineStyles } from "./timelineStyles.js";
import { laneLabels, toolbar } from "./timelineTemplates.js";

/** Under this width of the page the lanes fold into the histogram. */
const widePx = 900;
const lowPx = 520;
/** In the hover of the keyboard's cursor; all of them are read out. */
const mostBandsTold = 4;
const nowhere: Span = { fromMs: 0, toMs: 1 };

/** When the events of the answer happened. */
export class TimelineElement extends PageElement {
  static override properties = { page: { attribute: false }, room: { state: true } };
  declare page: SearchPage;
  declare room: number;

  #hover: Point | undefined;
  #model: TimelineModel | undefined;
  #stage: Stage | undefined;
  #stopInput: (() => void) | undefined;
  #stopModel: (() => void) | undefined;
  readonly #size = new ResizeObserver(([entry]) => {
    if (entry) this.room = Math.floor(entry.contentRect.width);
  });

  constructor() {
    super();
    this.room = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#model = new TimelineModel(this.page, () => this.#stage?.draw());
    this.#stopModel = this.#model.subscribe(() => {
      this.#stage?.draw();
      this.requestUpdate();
    });
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopModel?.();
    this.#model?.dispose();
    this.#size.disconnect();
    this.#closeStage();
  }

  get isZoomed(): boolean {
    return this.#model?.isZoomed ?? false;
  }

  reset(): void {
    this.#model?.reset();
  }

  get #withLanes(): boolean {
    return this.room >= widePx;
  }

  get #layout(): Layout {
    const lanes = this.#model?.lanes.length ?? 0;
    const isLow = window.innerHeight < lowPx;
    const wantsLanes = this.#withLanes && this.page.preferences.now.laneBy !== undefined;
    const isWide = this.page.preferences.now.laneBy === "session";
    return layOut(this.room, isLow ? 88 : wantsLanes ? 216 : 132, wantsLanes ? lanes : undefined, isWide);
  }

  #frame(): Frame | undefined {
    const model = this.#model;
    const layout = this.#layout;
    const scene = model?.scene(layout);
    if (!model || !scene) return undefined;
    const isCursor = this.#hover === undefined && document.activeElement === this.#box;
    const atMs = this.#hover ? timeScale(layout, scene.view).time(this.#hover.x) : model.cursorMs;
    const bucket = this.#hover || isCursor ? bucketOver(scene, atMs) : undefined;
    return {
      scene,
      overlay: {
        layout,
        view: scene.view,
        bucket,
        isCursor,
        brush: model.brush,
        selectedMs: this.#selectedMs,
      },
    };
  }

  get #selectedMs(): number | undefined {
    const { isOpen, detail, selectedId } = this.page.detail;
    return isOpen && detail?.row.id === selectedId ? detail?.row.timeMs : undefined;
  }

  get #box(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".ct-stage");
  }

  protected override updated(): void {
    const box = this.#box;
    if (!box) {
      this.#closeStage();
      return;
    }
    if (!this.#stage) this.#openStage(box);
    this.#model?.fit(this.#layout.plotPx, this.#withLanes);
    this.#stage?.draw();
  }

  #openStage(box: HTMLElement): void {
    const [base, over] = box.querySelectorAll("canvas");
    const model = this.#model;
    if (!base || !over || !model) return;
    this.#stage = new Stage(
      base,
      over,
      () => this.#frame(),
      (count) => this.page.formats.number(count),
    );
    this.#stopInput = listen(box, {
      layout: () => this.#layout,
      view: () => model.view ?? nowhere,
      bounds: () => model.bounds ?? nowhere,
      setView: (view) => {
        model.setView(view);
        this.#hovered(undefined); // what is under the pointer is another bar in every frame
      },
      brush: (span) => model.setBrush(span),
      hover: (at) => this.#hovered(at),
      click: (at) => void this.#clicked(at),
      reset: () => model.reset(),
    });
  }

  #hovered(at: Point | undefined): void {
    const layout = this.#layout;
    this.#hover = at && at.x >= layout.leftPx ? at : undefined;
    const scene = this.#hover && this.#model?.scene(layout);
    const { preferences, formats } = this.page;
    const lines = scene && at && tipLines(scene, at, preferences.now.laneBy, formats);
    this.#tip?.show(lines, at ?? { x: 0, y: 0 }, this.room);
    this.#stage?.drawOverlay();
  }

  get #tip(): TimelineTipElement | null {
    return this.querySelector<TimelineTipElement>("ct-timeline-tip");
  }

  #closeStage(): void {
    this.#stopInput?.();
    this.#stage?.dispose();
    this.#stage = undefined;
  }

  async #clicked(at: Point): Promise<void> {
    const scene = this.#model?.scene(this.#layout);
    if (!scene) return;
    const found = markAt(scene, at.x, at.y);
    if (found) return this.page.show(found.mark.id);
    const band = bandAt(scene, at.x, at.y);
    if (band) return this.page.show(band.id);
    const atMs = timeScale(scene.layout, scene.view).time(at.x);
    this.#model?.setCursor(atMs);
    await this.#openAt(atMs);
  }

  /** Opens the earliest event of a bucket. */
  async #openAt(atMs: number): Promise<void> {
    const bars = this.#model?.bars;
    const at = bars && bucketAt(bars, atMs);
    if (!bars || at === undefined) return;
    if ((bars.totals[at] ?? 0) === 0) {
      this.page.say(l10n.t("No events here"));
      return;
    }
    const { search, host, preferences } = this.page;
    const row = await search.attempt(firstEventIn(host, bucketSpan(bars, at), preferences.now.sort));
    if (row) await this.page.show(row.id);
  }

  readonly #keys = (event: KeyboardEvent): void => {
    const model = this.#model;
    const { view, bounds } = model ?? {};
    if (!model || !view || !bounds) return;
    const effect = timelineKey(event, model.bars, view, bounds, model.cursorMs);
    if (!effect) return;
    event.preventDefault();
    event.stopPropagation();
    if (effect.kind === "cursor") this.#moveCursor(model, effect.atMs);
    else if (effect.kind === "view") this.#show(model, effect.view);
    else if (effect.kind === "reset") this.#show(model, bounds);
    else if (model.cursorMs !== undefined) void this.#openAt(model.cursorMs);
  };

  #show(model: TimelineModel, view: Span): void {
    model.setView(view);
    this.page.say(l10n.t("Showing {0}", this.page.formats.span(view.fromMs, view.toMs)));
  }

  #moveCursor(model: TimelineModel, atMs: number): void {
    this.#hovered(undefined);
    model.setCursor(atMs);
    const { bars } = model;
    const at = bars && bucketAt(bars, atMs);
    const layout = this.#layout;
    const scene = model.scene(layout);
    if (!bars || at === undefined || !scene) return;
    const { formats } = this.page;
    const bands = bandsIn(scene, bucketSpan(bars, at)).map(({ group }) => groupText(group, formats));
    this.page.say([...bucketText(bars, at, model.styles, formats), ...bands].join(", "));
    const x = timeScale(layout, scene.view).x(atMs);
    this.#tip?.show(
      bands.length > 0 ? bands.slice(0, mostBandsTold) : undefined,
      { x, y: layout.floorPx },
      this.room,
    );
  }

  /** Narrows the question to one lane. */
  #only(lane: Lane): void {
    const { laneBy } = this.page.preferences.now;
    if (laneBy === undefined || lane.key === restKey || lane.key === "") return;
    if (laneBy === "region") {
      this.page.filter({ kind: "regions", values: [lane.key] });
      return;
    }
    const field = laneBy === "service" || laneBy === "session" ? laneBy : filterField(laneBy);
    if (field) this.page.filter({ kind: "add", field, value: lane.key, negated: false });
  }

  protected override render(): TemplateResult | typeof nothing {
    const model = this.#model;
    const { view } = model ?? {};
    if (!model || !view) return nothing;
    const { preferences, formats } = this.page;
    const { timelineFolded, laneBy } = preferences.now;
    const layout = this.#layout;
    const shown = [model.bars, view.fromMs, view.toMs, formats];
    if (timelineFolded) return toolbar(this.page, model, this.#withLanes);
    return html`${toolbar(this.page, model, this.#withLanes)}
      <div
        class="ct-stage"
        role="application"
        tabindex="0"
        aria-roledescription=${l10n.t("timeline")}
        aria-label=${guard(shown, () => summary(model.bars, view, model.styles, formats))}
        ${styled({ height: `${layout.heightPx}px` })}
        @keydown=${this.#keys}
        @focus=${() => this.#stage?.drawOverlay()}
        @blur=${() => this.#hovered(undefined)}
      >
        <canvas aria-hidden="true"></canvas><canvas aria-hidden="true"></canvas>
        ${laneBy && layout.lanes > 0 ? laneLabels(model.lanes, layout, laneBy, formats, (lane) => this.#only(lane)) : nothing}
        <ct-timeline-tip></ct-timeline-tip>
      </div>
      ${guard(shown, () => (model.bars ? summaryTable(model.bars, view, model.styles, formats) : nothing))}`;
  }
}

function bucketOver({ bars }: Scene, atMs: number | undefined): Span | undefined {
  const at = bars && atMs !== undefined ? bucketAt(bars, atMs) : undefined;
  return bars && at !== undefined ? bucketSpan(bars, at) : undefined;
}

define("ct-timeline", TimelineElement, timelineStyles);
