/** A value of a field among the results, and how many events have it. */
export interface SeenValue {
  readonly value: string;
  readonly count: number;
}

/** How often each text occurs, most frequent first. */
export const seenTexts = (texts: readonly string[], counts: Uint32Array): readonly SeenValue[] =>
  byCount(texts.map((value, code) => ({ value, count: counts[code] ?? 0 })));

/** The column holds all marks of an event in one text. */
export function seenMarks(texts: readonly string[], counts: Uint32Array): readonly SeenValue[] {
  const totals = new Map<string, number>();
  counts.forEach((count, code) => {
    if (count === 0) return;
    for (const mark of (texts[code] ?? "").split(" ")) totals.set(mark, (totals.get(mark) ?? 0) + count);
  });
  return byCount([...totals].map(([value, count]) => ({ value, count })));
}

const byCount = (values: readonly SeenValue[]): readonly SeenValue[] =>
  values.filter(({ value, count }) => value !== "" && count > 0).sort((a, b) => b.count - a.count);
