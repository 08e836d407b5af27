import type { Column } from "../../../src/shared/searchData.js";

export interface PlacedColumn {
  readonly id: Column;
  readonly width: number;
}

interface Shape {
  readonly width: number;
  readonly min: number;
}

/** CSS pixels at the workbench's 13 px font. */
const shapes: Readonly<Record<Column, Shape>> = {
  time: { width: 132, min: 104 },
  actor: { width: 190, min: 84 },
  event: { width: 230, min: 120 },
  resource: { width: 200, min: 72 },
  via: { width: 110, min: 70 },
  from: { width: 124, min: 80 },
  region: { width: 104, min: 80 },
  account: { width: 116, min: 90 },
  outcome: { width: 132, min: 80 },
};

/** As the eye reads them, left to right; the last go first when there is no room. */
const order: readonly Column[] = [
  "time",
  "actor",
  "event",
  "resource",
  "via",
  "from",
  "region",
  "account",
  "outcome",
];
/** Takes what is left over, and gives first. */
const stretching: Column = "resource";

export const minWidth = (column: Column): number => shapes[column].min;

/**
 * Which columns fit into `available` pixels and how wide each is. `chosen` are widths a person set; they are kept
 * as long as the column is shown. Never fewer than time, who and what. `kept` stays when others go: somebody works in it.
 */
export function placeColumns(
  available: number,
  chosen: Partial<Record<Column, number>>,
  withAccount: boolean,
  kept?: Column,
): readonly PlacedColumn[] {
  let shown = order.filter((id) => id !== "account" || withAccount);
  while (shown.length > 3 && smallest(shown, chosen) > available) {
    const last = shown.findLast((id) => id !== kept);
    shown = shown.filter((id) => id !== last);
  }
  return shrinkOrStretch(shown, available, chosen);
}

const ownWidth = (id: Column, chosen: Partial<Record<Column, number>>): number =>
  Math.max(shapes[id].min, chosen[id] ?? shapes[id].width);

/** A column that nobody set may shrink halfway to its minimum before another one has to go. */
function smallest(ids: readonly Column[], chosen: Partial<Record<Column, number>>): number {
  return ids.reduce(
    (sum, id) => sum + (chosen[id] === undefined ? halfway(id, ids.length) : ownWidth(id, chosen)),
    0,
  );
}

function halfway(id: Column, count: number): number {
  const { width, min } = shapes[id];
  return count <= 4 ? min : (width + min) / 2;
}

function shrinkOrStretch(
  ids: readonly Column[],
  available: number,
  chosen: Partial<Record<Column, number>>,
): readonly PlacedColumn[] {
  const widths = new Map(ids.map((id) => [id, ownWidth(id, chosen)]));
  const total = (): number => [...widths.values()].reduce((sum, width) => sum + width, 0);
  const surplus = available - total();
  const last = ids.includes(stretching) ? stretching : ids.at(-1);
  if (surplus > 0 && last !== undefined) widths.set(last, (widths.get(last) ?? 0) + surplus);
  if (surplus < 0) shrink(ids, widths, chosen, -surplus);
  return ids.map((id) => ({ id, width: Math.floor(widths.get(id) ?? 0) }));
}

/** Takes from every column nobody set, in proportion to what it can give. */
function shrink(
  ids: readonly Column[],
  widths: Map<Column, number>,
  chosen: Partial<Record<Column, number>>,
  missing: number,
): void {
  const spare = (id: Column): number =>
    chosen[id] === undefined ? (widths.get(id) ?? 0) - shapes[id].min : 0;
  const all = ids.reduce((sum, id) => sum + spare(id), 0);
  if (all <= 0) return;
  const part = Math.min(1, missing / all);
  for (const id of ids) widths.set(id, (widths.get(id) ?? 0) - spare(id) * part);
}
