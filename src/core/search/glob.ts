/** Tells whether a lower-case text meets a pattern. */
export type TextTest = (lower: string) => boolean;

/**
 * A value in which `*` stands for any run of characters, compared whole and without case. Everything else is
 * literal. Runs in linear time whatever the pattern, as both sides may be hostile.
 */
export function globTest(pattern: string): TextTest {
  const wanted = pattern.toLowerCase();
  const parts = wanted.split("*");
  if (parts.length === 1) return (lower) => lower === wanted;
  const head = parts[0] ?? "";
  const tail = parts.at(-1) ?? "";
  const middle = parts.slice(1, -1);
  return (lower) => {
    if (lower.length < head.length + tail.length) return false;
    if (!lower.startsWith(head) || !lower.endsWith(tail)) return false;
    return inOrder(lower, middle, head.length) <= lower.length - tail.length;
  };
}

/** Where the last of the parts ends when they follow one another from `from` on; infinity when they do not. */
function inOrder(text: string, parts: readonly string[], from: number): number {
  let at = from;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0) return Infinity;
    at = found + part.length;
  }
  return at;
}

/**
 * A word that may occur anywhere in a text without line breaks or JSON quotes between its parts:
 * `Put*Policy` finds `PutBucketPolicy`, but no `Put` in one field and `Policy` in the next.
 */
export function containsTest(word: string): TextTest {
  const parts = word
    .toLowerCase()
    .split("*")
    .filter((part) => part !== "");
  const [first, ...rest] = parts;
  if (first === undefined) return () => true;
  if (rest.length === 0) return (lower) => lower.includes(first);
  return (lower) => {
    for (let at = lower.indexOf(first); at >= 0;) {
      const start = at + first.length;
      const end = fieldEnd(lower, start);
      if (inOrder(lower, rest, start) <= end) return true;
      at = lower.indexOf(first, end);
    }
    return false;
  };
}

function fieldEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '"' || character === "\n") return at;
  }
  return text.length;
}
