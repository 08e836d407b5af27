/** A part of a text that is replaced; an empty range inserts. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A text after its edits, and the way back from its offsets. */
export interface Edited {
  readonly text: string;
  /** The offset in the text before the edits that an offset of the edited text stems from. */
  origin(offset: number): number;
}

/** Applies edits that do not overlap; insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly Edit[]): Edited {
  const sorted = edits
    .map((edit, order) => ({ ...edit, order }))
    .sort((a, b) => a.from - b.from || a.to - b.to || a.order - b.order);
  const pieces: { readonly at: number; readonly origin: number; readonly kept: boolean }[] = [];
  let out = "";
  let at = 0;
  const keep = (to: number): void => {
    if (to <= at) return;
    pieces.push({ at: out.length, origin: at, kept: true });
    out += text.slice(at, to);
  };
  for (const { from, to, text: replacement } of sorted) {
    keep(from);
    pieces.push({ at: out.length, origin: from, kept: false });
    out += replacement;
    at = Math.max(at, to);
  }
  keep(text.length);
  return {
    text: out,
    origin: (offset) => {
      const piece = pieces.findLast((candidate) => candidate.at <= offset);
      if (!piece) return 0;
      return Math.min(text.length, piece.kept ? piece.origin + offset - piece.at : piece.origin);
    },
  };
}
