import * as vscode from "vscode";
import type { SampleQuery } from "../../core/sql/samples/sampleQuery.js";
import type { SqlTargetOffer } from "../../core/sql/sqlTarget.js";

/** Id of a sample; its statement is the line under its question. */
export async function pickSample(samples: readonly SampleQuery[]): Promise<string | undefined> {
  const items = samples.map(({ id, title, question, sql }) => ({
    id,
    label: title,
    description: question,
    detail: sql.trim().replace(/\s+/g, " "),
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Sample Queries"),
    placeHolder: vscode.l10n.t("A question to start from"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.id;
}

/** Id of a target, or `add` for a log folder that is not listed. One that cannot be used says why, and is not taken. */
export async function pickTarget(
  offers: readonly SqlTargetOffer[],
  current: string | undefined,
): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const toItem = ({ id, label, detail, unavailable }: SqlTargetOffer) => ({
    id,
    label: unavailable === undefined ? `$(folder) ${label}` : `$(circle-slash) ${label}`,
    description: unavailable !== undefined ? t("not available") : id === current ? t("current") : "",
    detail: unavailable ?? detail,
    unavailable,
  });
  const add = {
    id: "add",
    label: `$(add) ${t("Log Folder…")}`,
    description: "",
    detail: t("CloudTrail log files on this machine"),
    unavailable: undefined,
  };
  const items = [
    ...offers.filter(({ unavailable }) => unavailable === undefined).map(toItem),
    add,
    ...offers.filter(({ unavailable }) => unavailable !== undefined).map(toItem),
  ];
  const picked = await vscode.window.showQuickPick(items, { title: t("Run Statements On") });
  if (picked?.unavailable === undefined) return picked?.id;
  void vscode.window.showInformationMessage(picked.unavailable);
  return undefined;
}
