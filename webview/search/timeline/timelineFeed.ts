import type { GroupBy, TimelineAnswer, TimelineAsk } from "../../../src/shared/searchData.js";
import { Store } from "../../ui/store.js";
import { explained } from "../host.js";
import type { HostClient } from "../host.js";
import type { Span } from "../preferences.js";
import { widened } from "./view.js";

/** While a person zooms or an answer grows, the host is asked at most this often. */
const restMs = 120;
/** More single events than this cannot be told apart anyway. */
const maxMarks = 2_000;
/** More than are shown: which of them matter depends on the part in view. */
const maxLanes = 8;
/** Width of a bar with its gap. */
const barPx = 5;

export interface Wanted {
  readonly view: Span;
  readonly bounds: Span;
  readonly plotPx: number;
  readonly groupBy: GroupBy;
  readonly laneBy: GroupBy | undefined;
  readonly revision: number;
}

/** Keeps an answer for what is looked at, one question at a time; the last answer stays until the next is here. */
export class TimelineFeed extends Store {
  answer: TimelineAnswer | undefined;
  /** Grouping and bounds the answer belongs to. */
  answered: Wanted | undefined;
  failure: string | undefined;
  isLoading = false;

  #wanted: Wanted | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: HostClient) {
    super();
  }

  want(wanted: Wanted): void {
    if (this.#wanted && isSame(this.#wanted, wanted)) return;
    const isUrgent =
      this.#wanted?.groupBy !== wanted.groupBy || this.#wanted.laneBy !== wanted.laneBy || !this.answer;
    this.#wanted = wanted;
    if (this.isLoading) return;
    if (isUrgent) clearTimeout(this.#timer);
    else if (this.#timer !== undefined) return;
    this.#later(isUrgent ? 0 : restMs);
  }

  clear(): void {
    this.answer = undefined;
    this.answered = undefined;
    this.#wanted = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.changed();
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #later(ms: number): void {
    this.#timer = setTimeout(() => void this.#ask(), ms);
  }

  async #ask(): Promise<void> {
    this.#timer = undefined;
    const wanted = this.#wanted;
    if (!wanted) return;
    this.isLoading = true;
    let isCalledOff = false;
    try {
      const answer = await this.host.call("timeline", toAsk(wanted));
      if (this.#wanted) {
        this.answer = answer;
        this.answered = wanted;
      }
      this.failure = undefined;
    } catch (error) {
      this.failure = explained(error);
      isCalledOff = this.failure === undefined;
    }
    this.isLoading = false;
    this.changed();
    if (this.#wanted && (isCalledOff || this.#wanted !== wanted)) this.#later(restMs);
  }
}

function toAsk({ view, bounds, plotPx, groupBy, laneBy }: Wanted): TimelineAsk {
  const asked = widened(view, bounds);
  const wider = (asked.toMs - asked.fromMs) / (view.toMs - view.fromMs);
  const bins = Math.max(8, Math.round((plotPx / barPx) * wider));
  return { ...asked, bins, groupBy, laneBy, maxLanes: laneBy ? maxLanes : 0, maxMarks };
}

const isSame = (one: Wanted, other: Wanted): boolean =>
  one.view.fromMs === other.view.fromMs &&
  one.view.toMs === other.view.toMs &&
  one.bounds.fromMs === other.bounds.fromMs &&
  one.bounds.toMs === other.bounds.toMs &&
  one.plotPx === other.plotPx &&
  one.groupBy === other.groupBy &&
  one.laneBy === other.laneBy &&
  one.revision === other.revision;
