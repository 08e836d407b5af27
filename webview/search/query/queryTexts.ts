import * as l10n from "@vscode/l10n";
import type { Choice, ExportFormat } from "../../../src/shared/searchPanel.js";
import type { MenuGroups, MenuItem } from "../../ui/menu.js";
import { cellText } from "../../ui/text.js";
import type { SearchPage } from "../page.js";

/** An account can be named in ways the list does not know; then the query's own words stand. */
export function accountText(named: readonly string[], chosen: readonly Choice[]): string {
  const [first] = chosen;
  if (chosen.length === 1 && first) return cellText(first.label);
  return chosen.length === 0 ? cellText(named.join(", ")) : l10n.t("{0} accounts", chosen.length);
}

export function regionText(regions: readonly string[]): string {
  if (regions.length === 0) return l10n.t("Account Regions");
  return regions.length < 3 ? cellText(regions.join(", ")) : l10n.t("{0} Regions", regions.length);
}

export function exportMenu(page: SearchPage): MenuGroups {
  const item = (label: string, format: ExportFormat): MenuItem => ({
    label,
    run: () => void page.exportShown(format),
  });
  return [
    [
      item(l10n.t("CSV for a Spreadsheet…"), "csv"),
      item(l10n.t("JSON…"), "json"),
      item(l10n.t("JSON Lines…"), "jsonl"),
    ],
  ];
}
