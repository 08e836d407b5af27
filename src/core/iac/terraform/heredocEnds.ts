/** Offsets in rising order. */
type Places = number[];

interface Index {
  /** Ends of lines that hold nothing but a word, by the word. */
  readonly ends: ReadonlyMap<string, Places>;
  /** Where a heredoc begins at the end of a line, by its tag. */
  readonly starts: ReadonlyMap<string, Places>;
  /** Lines that begin with a block of two labels, as only top-level ones do. */
  readonly headers: Places;
}

const line = /^[ \t]*([A-Za-z_][\w-]*)[ \t\r]*$|<<-?([A-Za-z_][\w-]*)[ \t\r]*$|^(?:resource|data)[ \t]+"/gm;

/** Finds where heredocs end, by an index of the whole text that is made at the first question. */
export class HeredocEnds {
  #index: Index | undefined;

  constructor(private readonly text: string) {}

  /** End of the closing line of a heredoc with this tag that begins before `from`; undefined while it is open. */
  endOf(tag: string, from: number): number | undefined {
    this.#index ??= indexOf(this.text);
    const { ends, starts, headers } = this.#index;
    const end = firstBehind(ends.get(tag), from);
    if (end === undefined) return undefined;
    // Half-typed: the closing line belongs to a heredoc of the same tag in a later block.
    const header = firstBehind(headers, from);
    if (header === undefined || header > end) return end;
    const other = firstBehind(starts.get(tag), header);
    return other !== undefined && other < end ? undefined : end;
  }
}

function indexOf(text: string): Index {
  const ends = new Map<string, Places>();
  const starts = new Map<string, Places>();
  const headers: Places = [];
  for (const found of text.matchAll(line)) {
    const end = found.index + found[0].length;
    if (found[1] !== undefined) add(ends, found[1], end);
    else if (found[2] !== undefined) add(starts, found[2], end);
    else headers.push(found.index);
  }
  return { ends, starts, headers };
}

function add(places: Map<string, Places>, word: string, at: number): void {
  const known = places.get(word);
  if (known) known.push(at);
  else places.set(word, [at]);
}

function firstBehind(places: Places | undefined, from: number): number | undefined {
  if (!places) return undefined;
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  return places[low];
}
