import * as vscode from "vscode";
import type { SavedSearches } from "./savedSearches.js";

const longestName = 100;

export interface NameBox {
  readonly title: string;
  readonly value: string;
  /** Set when a search is renamed: its own name is free to keep. */
  readonly ownName?: string;
}

/** Asks for a saved search's name; undefined when the person closed the box. */
export async function askSearchName(saved: SavedSearches, box: NameBox): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: box.title,
    prompt: vscode.l10n.t("Name of the saved search"),
    value: box.value.slice(0, longestName),
    validateInput: (typed) => problemWith(typed.trim(), saved, box.ownName),
  });
  return name?.trim();
}

function problemWith(
  name: string,
  saved: SavedSearches,
  ownName: string | undefined,
): string | vscode.InputBoxValidationMessage | undefined {
  if (name === "") return vscode.l10n.t("Type a name.");
  if (name.length > longestName) return vscode.l10n.t("A name has at most {0} characters.", longestName);
  if (name === ownName || saved.findByName(name) === undefined) return undefined;
  const message = vscode.l10n.t("A saved search has this name; it will be replaced.");
  return { message, severity: vscode.InputBoxValidationSeverity.Warning };
}
