/** Calls of one key without a long gap between them. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly events: number;
  readonly changes: number;
  /** Place of the call that tells most about the span: one that started a stack, else the newest. */
  readonly lead: number;
  readonly leadMs: number;
  /** Numbers of the names of stacks that were started, as many as a label can tell. */
  readonly names: readonly number[];
}

type OpenSpan = { -readonly [K in keyof Span]: Span[K] extends readonly number[] ? number[] : Span[K] };

/** One call that joins a span. */
export interface Joining {
  readonly place: number;
  readonly timeMs: number;
  readonly isChange: boolean;
  /** Number of the name of the stack that this call started. */
  readonly name: number | undefined;
}

const mostNames = 12;
/** Spans beyond these are not kept apart: no timeline shows as many, and memory must have an end. */
const mostSpans = 50_000;

/**
 * Spans of calls that arrive one by one in any order: a call joins the span it is near to, and one that fills the gap
 * between two makes them one. What comes out does not depend on the order.
 */
export class Spans {
  readonly #byKey = new Map<number, OpenSpan[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Calls at least `gapMs` apart belong to different spans. */
  add(key: number, gapMs: number, joining: Joining): void {
    const spans = this.#byKey.get(key) ?? this.#open(key);
    const { timeMs } = joining;
    const next = firstEndingAfter(spans, timeMs - gapMs);
    const span = spans[next];
    if (!span || span.fromMs - timeMs >= gapMs) {
      if (this.#size >= mostSpans) return;
      spans.splice(next, 0, spanOf(joining));
      this.#size++;
      return;
    }
    join(span, spanOf(joining));
    const after = spans[next + 1];
    if (!after || after.fromMs - span.toMs >= gapMs) return;
    join(span, after);
    spans.splice(next + 1, 1);
    this.#size--;
  }

  /** The span of a key that holds a moment. */
  at(key: number, timeMs: number): Span | undefined {
    const spans = this.#byKey.get(key);
    if (!spans) return undefined;
    const span = spans.length === 1 ? spans[0] : spans[firstEndingAfter(spans, timeMs - 1)];
    return span && span.fromMs <= timeMs && span.toMs >= timeMs ? span : undefined;
  }

  *all(): Generator<readonly [key: number, span: Span], void, undefined> {
    for (const [key, spans] of this.#byKey) for (const span of spans) yield [key, span];
  }

  #open(key: number): OpenSpan[] {
    const spans: OpenSpan[] = [];
    this.#byKey.set(key, spans);
    return spans;
  }
}

const spanOf = ({ place, timeMs, isChange, name }: Joining): OpenSpan => ({
  fromMs: timeMs,
  toMs: timeMs,
  events: 1,
  changes: isChange ? 1 : 0,
  lead: place,
  leadMs: timeMs,
  names: name === undefined ? [] : [name],
});

function join(span: OpenSpan, other: OpenSpan): void {
  const isNamed = Number(other.names.length > 0) - Number(span.names.length > 0);
  if (isNamed > 0 || (isNamed === 0 && other.leadMs > span.leadMs)) {
    span.lead = other.lead;
    span.leadMs = other.leadMs;
  }
  span.fromMs = Math.min(span.fromMs, other.fromMs);
  span.toMs = Math.max(span.toMs, other.toMs);
  span.events += other.events;
  span.changes += other.changes;
  for (const name of other.names)
    if (span.names.length < mostNames && !span.names.includes(name)) span.names.push(name);
}

/** Position of the first span that ends after a moment. */
function firstEndingAfter(spans: readonly Span[], timeMs: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.toMs ?? 0) <= timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
