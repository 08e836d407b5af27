import type { LocatedResource, LocatedTemplate, TextRange } from "./locatedResource.js";

/** A text and what was found in it. */
export interface Scanned {
  readonly text: string;
  readonly template: LocatedTemplate | undefined;
}

/**
 * What was found in a text that somebody is typing in, with the resources that were found before and are lost because
 * something above or in them is half-typed: each is kept as long as its first line stands as it stood. The edit is taken
 * to be the one stretch in which the texts differ.
 */
export function keepPlaces(before: Scanned, after: Scanned): LocatedTemplate | undefined {
  const old = before.template;
  if (!old || old.resources.length === 0) return after.template;
  const found = new Set(after.template?.resources.map(({ address }) => address));
  const lost = old.resources.filter(({ address }) => !found.has(address));
  if (lost.length === 0) return after.template;
  const edit = editBetween(before.text, after.text);
  const kept = lost.flatMap((resource) => movedResource(resource, edit) ?? []);
  const taken = new Set(after.template?.resources.map(({ header }) => header.startLine));
  const free = kept.filter(({ header }) => !taken.has(header.startLine));
  if (free.length === 0) return after.template;
  const resources = [...(after.template?.resources ?? []), ...free].sort(
    (a, b) => a.header.startLine - b.header.startLine,
  );
  return { ...(after.template ?? old), resources };
}

/** Lines before `fromLine` are as they were; lines from `toLine` of the old text on moved by `delta`. */
interface Edit {
  readonly fromLine: number;
  readonly toLine: number;
  readonly delta: number;
}

function editBetween(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end++;
  const endInBefore = before.length - end;
  return {
    fromLine: linesIn(before, 0, start),
    toLine: linesIn(before, 0, endInBefore) + 1,
    delta: linesIn(after, start, after.length - end) - linesIn(before, start, endInBefore),
  };
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}

function movedResource(resource: LocatedResource, edit: Edit): LocatedResource | undefined {
  const { header, block } = resource;
  const line = header.startLine;
  if (line < edit.fromLine) {
    const grown = block.endLine >= edit.fromLine ? edit.delta : 0;
    const endLine = Math.max(header.endLine, block.endLine + grown);
    return { ...resource, block: { ...block, endLine } };
  }
  if (line < edit.toLine) return undefined;
  return { ...resource, header: moved(header, edit.delta), block: moved(block, edit.delta) };
}

const moved = (range: TextRange, delta: number): TextRange => ({
  ...range,
  startLine: range.startLine + delta,
  endLine: range.endLine + delta,
});
