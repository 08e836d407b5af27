import * as vscode from "vscode";
import { Failure } from "../../core/base/failure.js";
import { withSignal } from "../cancel.js";
import type { SearchServices } from "../search/ports.js";
import type { SearchPanels } from "../search/searchPanels.js";
import type { Settings } from "../settings.js";
import type { LensLine } from "./lensModel.js";
import { lastOf } from "./pickChange.js";

export interface CompareLastDeps {
  readonly search: () => Promise<SearchServices>;
  readonly settings: Settings;
  readonly panels: SearchPanels;
}

/** Opens the last change of a resource beside the one before it. */
export async function compareLast(line: LensLine, deps: CompareLastDeps): Promise<void> {
  const { panels, settings, search } = deps;
  const { t } = vscode.l10n;
  const last = lastOf(line);
  if (!last) throw noChanges(line);
  const { scope } = last.subject;
  const [{ archive }, { explainWith, lastChange }] = await Promise.all([
    search(),
    import("../search/panelParts.js"),
  ]);
  const ask = {
    archive,
    id: last.entry.id,
    place: { accounts: [scope.account], regions: [scope.region] },
    explain: explainWith({ deployRoles: settings.deployRoles }),
    locale: vscode.env.language,
    utc: settings.utc,
  };
  const found = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: t("Looking for the change of {0} before the last one", line.ref.address),
      cancellable: true,
    },
    (_progress, token) => withSignal(token, (signal) => lastChange(ask, signal)),
  );
  if (!found) throw noChanges(line);
  await panels.compare(found);
  if (found.older) return;
  const alone = t("There is no change of {0} before this one in event history.", line.ref.address);
  void vscode.window.showInformationMessage(alone);
}

export const noChanges = ({ ref, title }: LensLine): Failure =>
  new Failure("panel/bad-request", vscode.l10n.t("Nothing is known of {0} yet: {1}.", ref.address, title));
