import * as vscode from "vscode";
import { queryLanguage } from "./queryLanguage.js";

/** Where a lens stands: the document and the offset of its statement. */
export interface StatementPlace {
  readonly uri: string;
  readonly from: number;
}

/** A statement to run, and where it begins in its document. */
export interface MeantStatement {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly from: number;
}

/** What is selected, else the statement at the cursor; undefined outside a query. */
export async function statementAtCursor(): Promise<MeantStatement | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== queryLanguage) return undefined;
  const { document, selection } = editor;
  if (selection.isEmpty) return meant(document, document.offsetAt(selection.active));
  const { uri } = document;
  return { uri, text: document.getText(selection), from: document.offsetAt(selection.start) };
}

export async function statementAtPlace({ uri, from }: StatementPlace): Promise<MeantStatement | undefined> {
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
  return document && meant(document, from);
}

async function meant(document: vscode.TextDocument, offset: number): Promise<MeantStatement | undefined> {
  const { statementAt } = await import("./queryParts.js");
  const statement = statementAt(document.getText(), offset);
  return statement && { uri: document.uri, ...statement };
}
