import * as l10n from "@vscode/l10n";
import type { ChangeClass, GroupBy, Series } from "../../../src/shared/searchData.js";
import { outcomeName, outcomes } from "../../ui/outcome.js";
import { cellText } from "../../ui/text.js";

/** How a bar is filled, so that a group can be told by more than its colour. */
export type Texture = "solid" | "light" | "cross" | "diagonal" | "dots" | "lines" | "backslash";

export interface GroupStyle {
  readonly key: string;
  readonly label: string;
  /** Name of the custom property that holds the colour. */
  readonly colour: string;
  readonly texture: Texture;
}

const outcomeStyles: Readonly<Record<ChangeClass, readonly [colour: string, texture: Texture]>> = {
  changed: ["--ct-changed", "solid"],
  denied: ["--ct-denied", "cross"],
  failed: ["--ct-failed", "diagonal"],
  read: ["--ct-read", "light"],
  noise: ["--ct-noise", "dots"],
};

const palette: readonly (readonly [colour: string, texture: Texture])[] = [
  ["--vscode-charts-blue", "solid"],
  ["--vscode-charts-orange", "diagonal"],
  ["--vscode-charts-green", "solid"],
  ["--vscode-charts-purple", "cross"],
  ["--vscode-charts-yellow", "lines"],
  ["--vscode-charts-red", "backslash"],
  ["--vscode-charts-blue", "dots"],
  ["--vscode-charts-green", "diagonal"],
  ["--vscode-charts-purple", "light"],
  ["--vscode-charts-orange", "dots"],
];
const restStyle = ["--ct-read", "light"] as const;

/** The key under which an answer sums up all groups that have no series of their own. */
export const restKey = "other";

const isOutcome = (key: string): key is ChangeClass => outcomes.some((each) => each === key);

export const groupName = (groupBy: GroupBy, key: string): string =>
  groupBy === "outcome" && isOutcome(key)
    ? outcomeName(key)
    : key === restKey
      ? l10n.t("Others")
      : cellText(key) || (groupBy === "session" ? l10n.t("No session") : "–");

/** Gives every group a look and keeps it: a group that came first stays blue when another one outgrows it. */
export class GroupStyles {
  readonly #given = new Map<string, number>();
  #groupBy: GroupBy = "outcome";

  /** Styles of the series in the order they are stacked, from the bottom. */
  of(groupBy: GroupBy, series: readonly Series[]): readonly GroupStyle[] {
    if (groupBy !== this.#groupBy) this.#given.clear();
    this.#groupBy = groupBy;
    return stacked(groupBy, series).map(({ key }) => this.#style(groupBy, key));
  }

  #style(groupBy: GroupBy, key: string): GroupStyle {
    const label = groupName(groupBy, key);
    const [colour, texture] =
      groupBy === "outcome" && isOutcome(key) ? outcomeStyles[key] : this.#fromPalette(key);
    return { key, label, colour, texture };
  }

  #fromPalette(key: string): readonly [colour: string, texture: Texture] {
    if (key === restKey) return restStyle;
    const at = this.#given.get(key) ?? this.#given.size;
    this.#given.set(key, at);
    return palette[at % palette.length] ?? restStyle;
  }
}

/** Outcomes have an order of their own, so that what altered something stands on the ground. */
export function stacked(groupBy: GroupBy, series: readonly Series[]): readonly Series[] {
  if (groupBy !== "outcome") return series;
  const place = (key: string): number => (isOutcome(key) ? outcomes.indexOf(key) : outcomes.length);
  return [...series].sort((one, other) => place(one.key) - place(other.key));
}
