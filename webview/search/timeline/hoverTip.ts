import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { GroupBy } from "../../../src/shared/searchData.js";
import { PageElement, define } from "../../ui/element.js";
import type { Formats } from "../../ui/format.js";
import { outcomeName } from "../../ui/outcome.js";
import { groupText, sessionText } from "../groupText.js";
import { bucketAt } from "./bars.js";
import { groupName } from "./groups.js";
import { histogramTopPx, timeScale } from "./scene.js";
import type { Scene } from "./scene.js";
import { bandAt, markAt } from "./stage.js";
import type { FoundMark } from "./stage.js";
import { bucketText } from "./summary.js";

export interface Point {
  readonly x: number;
  readonly y: number;
}

const besidePx = 14;

/** What the timeline shows at a point, as lines of text; undefined where there is nothing to say. */
export function tipLines(
  scene: Scene,
  { x, y }: Point,
  laneBy: GroupBy | undefined,
  formats: Formats,
): readonly string[] | undefined {
  const { layout, view } = scene;
  if (x < layout.leftPx || x > layout.leftPx + layout.plotPx || y > layout.axisPx) return undefined;
  const found = markAt(scene, x, y);
  const band = bandAt(scene, x, y);
  const told = band ? [groupText(band.group, formats)] : [];
  if (found) return [...markLines(found, laneBy, formats), ...told];
  if (band) return told;
  const atMs = timeScale(layout, view).time(x);
  const lines = [...barLines(scene, atMs, formats), ...unreadLines(scene, atMs)];
  return lines.length > 0 ? lines : undefined;
}

const markLines = (
  { mark, lane }: FoundMark,
  laneBy: GroupBy | undefined,
  formats: Formats,
): readonly string[] => [
  formats.exact(mark.timeMs),
  lane.session ? sessionText(lane.session, formats) : groupName(laneBy ?? "outcome", lane.key),
  outcomeName(mark.outcome),
  ...(mark.marked ? [l10n.t("Worth a second look")] : []),
];

function barLines({ bars, styles }: Scene, atMs: number, formats: Formats): readonly string[] {
  const at = bars && bucketAt(bars, atMs);
  return bars && at !== undefined ? bucketText(bars, at, styles, formats) : [];
}

const unreadLines = ({ unread }: Scene, atMs: number): readonly string[] =>
  unread && atMs >= unread.fromMs && atMs < unread.toMs ? [l10n.t("Not fully searched here")] : [];

/** The hover of the timeline. What it says is read out for the keyboard's cursor, so it is hidden from readers. */
export class TimelineTipElement extends PageElement {
  static override properties = { lines: { state: true } };
  declare lines: readonly string[] | undefined;

  #at: Point = { x: 0, y: 0 };
  #room = 0;

  constructor() {
    super();
    this.lines = undefined;
  }

  show(lines: readonly string[] | undefined, at: Point, room: number): void {
    this.lines = lines;
    this.#at = at;
    this.#room = room;
    if (this.lines) this.requestUpdate();
  }

  protected override updated(): void {
    const tip = this.querySelector<HTMLElement>(".ct-tip");
    if (!tip) return;
    const { x, y } = this.#at;
    const isRight = x + besidePx + tip.offsetWidth <= this.#room;
    const left = Math.max(0, Math.round(isRight ? x + besidePx : x - besidePx - tip.offsetWidth));
    const top = Math.round(Math.max(histogramTopPx, y - tip.offsetHeight / 2));
    tip.style.setProperty("transform", `translate(${left}px, ${top}px)`);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.lines) return nothing;
    return html`<div class="ct-tip" aria-hidden="true">
      ${this.lines.map((line) => html`<div><bdi>${line}</bdi></div>`)}
    </div>`;
  }
}

define("ct-timeline-tip", TimelineTipElement);
