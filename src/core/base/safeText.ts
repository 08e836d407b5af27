/**
 * Names in events are hostile: they hold what attackers typed. A sentence must not be turned round by a bidi
 * override, broken by a line feed, or flooded by a megabyte.
 */
const RISKY =
  // eslint-disable-next-line no-control-regex -- control characters are what this looks for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
/** Letters of scripts written from right to left: harmless, but they reorder what stands beside them. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
const ISOLATE = "\u2068";
const END_OF_ISOLATE = "\u2069";

/** The text with control, bidi and invisible characters shown as `⟨U+202E⟩`, cut to `longest` UTF-16 units. */
export function safeText(value: string, longest = 200): string {
  const short = value.length > longest ? `${value.slice(0, longest - 1)}…` : value;
  if (isPlain(short)) return short;
  const visible = short.replace(RISKY, codePointName);
  return RIGHT_TO_LEFT.test(visible) ? ISOLATE + visible + END_OF_ISOLATE : visible;
}

/** Printable ASCII and Latin-1, which is nearly everything, needs no pattern. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || (code > 0x7e && code < 0xa1) || code === 0xad || (code > 0xff && code !== 0x2026))
      return false;
  }
  return true;
}

const codePointName = (character: string): string =>
  `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`;
