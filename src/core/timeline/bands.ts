import type { GroupSummary } from "../events/groups/group.js";
import type { Span } from "../events/groups/spans.js";
import { keyGapMs } from "../events/sessions/sessionKey.js";
import type { TimelineBand } from "./timeline.js";

/** What bands are made from; a place names one event. */
export interface BandSource {
  readonly times: Float64Array;
  id(place: number): string;
  groupAt(place: number): Span | undefined;
  groupSummary(span: Span): GroupSummary;
  sessionSummary(places: readonly number[]): GroupSummary | undefined;
}

/** More bands than this in one lane cannot be told apart: then there are none, until one looks closer. */
const mostBands = 24;

interface OpenBand {
  readonly span: Span | undefined;
  readonly places: number[];
}

/** Collects the bands of lanes from their events, which are given by time. In lanes of sessions a pause parts bands. */
export class BandsInLanes {
  readonly #lanes: OpenBand[][];
  /** By lane, the band of each group that began there. */
  readonly #byGroup: Map<Span, OpenBand>[];

  constructor(
    private readonly source: BandSource,
    private readonly areSessions: boolean,
    lanes: number,
  ) {
    this.#lanes = Array.from({ length: lanes }, () => []);
    this.#byGroup = Array.from({ length: lanes }, () => new Map<Span, OpenBand>());
  }

  add(lane: number, place: number): void {
    if (this.areSessions) this.#addToSession(lane, place);
    else this.#addToGroup(lane, place);
  }

  all(): TimelineBand[][] {
    return this.#lanes.map((bands) => {
      const several = bands.filter(({ places }) => places.length > 1);
      return several.length > mostBands ? [] : several.flatMap((band) => this.#toBand(band));
    });
  }

  #addToGroup(lane: number, place: number): void {
    const span = this.source.groupAt(place);
    if (!span) return;
    const known = this.#byGroup[lane]?.get(span);
    if (known) {
      known.places.push(place);
      return;
    }
    const band = { span, places: [place] };
    this.#byGroup[lane]?.set(span, band);
    this.#lanes[lane]?.push(band);
  }

  #addToSession(lane: number, place: number): void {
    const { times } = this.source;
    const band = this.#lanes[lane]?.at(-1);
    const lastMs = times[band?.places.at(-1) ?? -1] ?? -Infinity;
    if (band && (times[place] ?? 0) - lastMs < keyGapMs) band.places.push(place);
    else this.#lanes[lane]?.push({ span: undefined, places: [place] });
  }

  #toBand({ span, places }: OpenBand): readonly TimelineBand[] {
    const { times } = this.source;
    const [first] = places;
    const group = span ? this.source.groupSummary(span) : this.source.sessionSummary(places);
    if (first === undefined || !group) return [];
    return [
      {
        id: this.source.id(first),
        fromMs: times[first] ?? 0,
        toMs: times[places.at(-1) ?? first] ?? 0,
        group,
      },
    ];
  }
}
