/** Characters that are not seen or that turn the text around them, and so could hide what an event says. */
const hidden = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu;
/** The same, but line breaks and tabs may stay. */
const hiddenInLines = new RegExp(`(?![\\n\\t])${hidden.source}`, "gu");

/** U+2400 shows the control characters as small letters; the rest is named by its code point. */
function symbol(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, "0")}\u27e9`;
}

/** Event text on one line, with whatever would be invisible made visible. */
export const visible = (text: string): string => text.replace(hidden, symbol);

/** The same for text that is shown on several lines. */
export const visibleLines = (text: string): string => text.replace(hiddenInLines, symbol);

/** The first `limit` UTF-16 units, never half a character, with an ellipsis when there is more. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  const end = last >= 0xd800 && last < 0xdc00 ? limit - 1 : limit;
  return `${text.slice(0, end)}…`;
}

const cellLimit = 300;
const hoverLimit = 1_000;

/** Event text for a table cell: a field of 256 kB must not become 256 kB of layout. */
export const cellText = (text: string): string => visible(clip(text, cellLimit));
export const hoverText = (text: string): string => visible(clip(text, hoverLimit));
