/** A part of quoted text: characters that stand for themselves, or an expression in `${ }`. */
export type TextPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "expression"; readonly start: number; readonly end: number };

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/**
 * The parts of template text between two offsets, its quotes left out; undefined when it holds directives (`%{ if }`) or
 * an expression that stays open. `isQuoted` tells text with backslash escapes from values that were written otherwise.
 */
export function templateParts(
  text: string,
  start: number,
  end: number,
  isQuoted: boolean,
): readonly TextPart[] | undefined {
  const parts: TextPart[] = [];
  let plain = "";
  for (let at = start; at < end;) {
    if (!isQuoted || text.charAt(at) !== "\\") {
      const sign = signAt(text, at);
      if (sign === "%{") return undefined;
      if (sign === "${") {
        const close = expressionEnd(text, at + 2, end);
        if (close === undefined) return undefined;
        if (plain !== "") parts.push({ kind: "text", text: plain });
        plain = "";
        parts.push({ kind: "expression", ...withoutTrims(text, at + 2, close) });
        at = close + 1;
      } else {
        plain += sign.slice(-2);
        at += sign.length;
      }
    } else {
      const escape = escapeAt(text, at);
      plain += escape.text;
      at += escape.length;
    }
  }
  if (plain !== "") parts.push({ kind: "text", text: plain });
  return parts;
}

/** `${` or `%{` that begins something, `$${` or `%%{` that stands for less, else one character. */
function signAt(text: string, at: number): string {
  const char = text.charAt(at);
  if (char !== "$" && char !== "%") return char;
  if (text.startsWith(`${char}${char}{`, at)) return `${char}${char}{`;
  return text.charAt(at + 1) === "{" ? `${char}{` : char;
}

function escapeAt(text: string, at: number): { readonly text: string; readonly length: number } {
  const code = text.charAt(at + 1);
  const digits = code === "u" ? 4 : code === "U" ? 8 : 0;
  const hex = text.slice(at + 2, at + 2 + digits);
  if (digits > 0 && hex.length === digits && /^[\da-f]+$/i.test(hex)) {
    const point = Number.parseInt(hex, 16);
    return { text: point <= 0x10ffff ? String.fromCodePoint(point) : "", length: digits + 2 };
  }
  return { text: escapes[code] ?? code, length: 2 };
}

/** Of the `}` that closes an expression; quotes and braces inside are passed over. */
function expressionEnd(text: string, from: number, end: number): number | undefined {
  let depth = 0;
  let isQuoted = false;
  for (let at = from; at < end; at++) {
    const char = text.charAt(at);
    if (isQuoted && char === "\\") at++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (char === "{") depth++;
    else if (char === "}" && depth-- === 0) return at;
  }
  return undefined;
}

/** `${~ x ~}` takes blanks away around it, which names do not have. */
function withoutTrims(
  text: string,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  return {
    start: text.charAt(start) === "~" ? start + 1 : start,
    end: text.charAt(end - 1) === "~" ? end - 1 : end,
  };
}
