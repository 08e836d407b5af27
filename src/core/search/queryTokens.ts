import { nearestKey } from "./queryFields.js";

/** One value of a token. Offsets include its quotes. */
export interface TokenValue {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly quoted: boolean;
  /** True when a quote was opened and never closed. */
  readonly open: boolean;
}

/** A piece of a query line: `-field:value,"other value"`, a word, or a quoted phrase. */
export interface Token {
  readonly from: number;
  readonly to: number;
  readonly negated: boolean;
  /** The name before the colon as typed; undefined for words and phrases. */
  readonly name: string | undefined;
  readonly values: readonly TokenValue[];
}

const space = /\s/;
const namePattern = /([A-Za-z][A-Za-z-]*):/y;

/** Cuts a query line into tokens. Offsets are UTF-16 code units. Takes any text. */
export function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (space.test(text.charAt(at))) {
      at++;
      continue;
    }
    const token = readToken(text, at);
    tokens.push(token);
    at = token.to;
  }
  return tokens;
}

function readToken(text: string, from: number): Token {
  const negated = text[from] === "-" && from + 1 < text.length && !space.test(text.charAt(from + 1));
  const start = negated ? from + 1 : from;
  const name = nameAt(text, start);
  if (name === undefined) {
    const value = text[start] === '"' ? readQuoted(text, start) : readBare(text, start, false);
    return { from, to: value.to, negated, name, values: [value] };
  }
  const values = readList(text, start + name.length + 1);
  return { from, to: values.at(-1)?.to ?? start + name.length + 1, negated, name, values };
}

/**
 * What merely looks like a field is left as text: an ARN, a URL, an IAM action (`s3:PutObject`),
 * a principal id with its session (`AROA…:alice`).
 */
function nameAt(text: string, start: number): string | undefined {
  namePattern.lastIndex = start;
  const name = namePattern.exec(text)?.[1];
  if (name === undefined) return undefined;
  const rest = text.slice(start + name.length + 1, start + name.length + 3);
  const isArn = /^(arn|urn)$/i.test(name);
  const isUrl = rest === "//";
  const isAction = /^[a-z-]+$/.test(name) && /^[A-Z][a-z]/.test(rest) && nearestKey(name) === undefined;
  const isPrincipal = /^[A-Z]{16,}$/.test(name);
  return isArn || isUrl || isAction || isPrincipal ? undefined : name;
}

function readList(text: string, start: number): readonly TokenValue[] {
  const values: TokenValue[] = [];
  let at = start;
  do {
    const value = text[at] === '"' ? readQuoted(text, at) : readBare(text, at, true);
    if (value.text !== "" || value.quoted) values.push(value);
    at = value.to + 1;
  } while (text[at - 1] === ",");
  const last = at - 1;
  const end = values.at(-1)?.to ?? start;
  // A comma at the end belongs to the token, or it would be read as a word of its own.
  if (last > end) values.push({ text: "", from: last, to: last, quoted: false, open: false });
  return values;
}

/** Up to the next white space; in a list of values also up to the next comma. */
function readBare(text: string, from: number, inList: boolean): TokenValue {
  let to = from;
  while (to < text.length && !space.test(text.charAt(to)) && !(inList && text[to] === ",")) to++;
  return { text: text.slice(from, to), from, to, quoted: false, open: false };
}

/** In quotes a backslash makes the next quote or backslash an ordinary character; elsewhere it is one itself. */
function readQuoted(text: string, from: number): TokenValue {
  let value = "";
  let at = from + 1;
  while (at < text.length && text[at] !== '"') {
    const next = text[at + 1];
    if (text[at] === "\\" && (next === '"' || next === "\\")) at++;
    value += text.charAt(at++);
  }
  const closed = at < text.length;
  return { text: value, from, to: closed ? at + 1 : at, quoted: true, open: !closed };
}
