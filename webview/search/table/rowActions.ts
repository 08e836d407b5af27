import * as l10n from "@vscode/l10n";
import type { QueryChange } from "../../../src/shared/searchPanel.js";
import type { Column, Row } from "../../../src/shared/searchData.js";
import type { MenuGroups, MenuItem } from "../../ui/menu.js";
import { clip, visible } from "../../ui/text.js";
import type { SearchPage } from "../page.js";
import { cellValue, columnName, filterField } from "./cells.js";

const aroundMs = 15 * 60_000;

/** The change of the question that keeps, or drops, events with the cell's value; undefined where there is none. */
function filterChange(page: SearchPage, row: Row, column: Column, negated: boolean): QueryChange | undefined {
  const value = cellValue(column, row);
  const field = filterField(column);
  if (field) return value === "" ? undefined : { kind: "add", field, value, negated };
  if (column === "region") return scopeChange("regions", page, value, negated);
  if (column === "account") return scopeChange("accounts", page, value, negated);
  if (negated) return undefined;
  return {
    kind: "range",
    range: { kind: "exact", fromMs: row.timeMs - aroundMs, toMs: row.timeMs + aroundMs },
  };
}

/** Regions and accounts are lists of what to ask; to leave one out is to name the others. */
function scopeChange(
  kind: "regions" | "accounts",
  page: SearchPage,
  value: string,
  negated: boolean,
): QueryChange | undefined {
  if (!negated) return { kind, values: [value] };
  const scopes = page.search.answer.asked?.scopes ?? [];
  const all = new Set(scopes.map((scope) => (kind === "regions" ? scope.region : scope.account)));
  const values = [...all].filter((each) => each !== value);
  return values.length === 0 || values.length === all.size ? undefined : { kind, values };
}

const shortValue = (column: Column, row: Row): string => visible(clip(cellValue(column, row), 40));

function filterItems(page: SearchPage, row: Row, column: Column): MenuItem[] {
  const keep = filterChange(page, row, column, false);
  const drop = filterChange(page, row, column, true);
  const value = shortValue(column, row);
  const items: MenuItem[] = [];
  if (keep) {
    const label =
      column === "time"
        ? l10n.t("Search 15 Minutes Around This")
        : l10n.t("Show Only {0} {1}", columnName(column), value);
    items.push({ label, icon: "filter", key: "F", run: () => page.filter(keep) });
  }
  if (drop) {
    const label = l10n.t("Exclude {0} {1}", columnName(column), value);
    items.push({ label, icon: "exclude", key: "X", run: () => page.filter(drop) });
  }
  return items;
}

function copyItems(page: SearchPage, row: Row, column: Column): MenuItem[] {
  return [
    { label: l10n.t("Copy Row"), icon: "copy", key: "C", run: () => void page.copy(row.id, "row") },
    { label: l10n.t("Copy {0}", columnName(column)), run: () => void page.copyText(cellValue(column, row)) },
    { label: l10n.t("Copy as aws Command"), icon: "terminal", run: () => void page.copy(row.id, "command") },
    { label: l10n.t("Copy Record as JSON"), icon: "json", run: () => void page.copy(row.id, "json") },
    { label: l10n.t("Copy Event Id"), run: () => void page.copy(row.id, "id") },
  ];
}

/** As in VS Code's explorer: one is selected first, the other compared with it. */
function compareItems(page: SearchPage, row: Row): MenuItem[] {
  const selected = page.selectedForCompare;
  const items: MenuItem[] = [
    {
      label: l10n.t("Compare with Previous Change"),
      icon: "diff",
      key: "D",
      run: () => page.comparePrevious(row.id),
    },
    { label: l10n.t("Select for Compare"), run: () => void page.selectForCompare(row.id) },
  ];
  if (selected === undefined) return items;
  const label = l10n.t("Compare with Selected: {0}", visible(clip(selected, 40)));
  return [...items, { label, run: () => page.compareSelected(row.id) }];
}

/** What can be done with an event, from the cell it was called on. */
export function cellMenu(page: SearchPage, row: Row, column: Column): MenuGroups {
  return [
    [
      {
        label: l10n.t("Show Details"),
        icon: "open-preview",
        key: "Enter",
        run: () => void page.show(row.id),
      },
      {
        label: l10n.t("Everything This Session Did"),
        icon: "list-ordered",
        key: "S",
        run: () => void page.showSession(row.id),
      },
      { label: l10n.t("Go to Template"), icon: "go-to-file", run: () => page.goToTemplate(row.id) },
      { label: l10n.t("Open Raw Record"), icon: "file-code", run: () => page.openRaw(row.id) },
    ],
    compareItems(page, row),
    filterItems(page, row, column),
    copyItems(page, row, column),
  ];
}

/** The single-letter keys of a row; false when the key is none of them. */
export function rowKey(key: string, page: SearchPage, row: Row, column: Column): boolean {
  if (key === "c") {
    void page.copy(row.id, "row");
    return true;
  }
  if (key !== "f" && key !== "x") return false;
  const change = filterChange(page, row, column, key === "x");
  if (change) page.filter(change);
  else page.notices.done(l10n.t("The question cannot be narrowed by this {0}", columnName(column)));
  return true;
}
