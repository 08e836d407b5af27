import { config } from "@vscode/l10n";

/** Reads the translations the host put into the document; without them the texts stay English. */
export function loadTexts(): void {
  const contents = document.getElementById("l10n")?.textContent;
  if (contents) config({ contents });
}
