import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Features } from "../../src/host/handlers.js";
import type { TreeNode } from "../../src/host/tree/nodes.js";

export const extensionId = "cloudtrail-explorer.cloudtrail-explorer";

/** The parts of the running extension, which it hands out under test only. */
export async function features(): Promise<Features> {
  const extension = vscode.extensions.getExtension<Features | undefined>(extensionId);
  const parts = await extension?.activate();
  assert.ok(parts, "the extension handed out no parts");
  return parts;
}

/** Asks again until there is an answer; fails after about 20 seconds. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  for (let tries = 0; tries < 400; tries++) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return assert.fail(`waited in vain for ${what}`);
}

const labelOf = ({ label }: vscode.TreeItem): string =>
  typeof label === "string" ? label : (label?.label ?? "");

/** A node by what its line says from the first level down, as a person would open it. */
export async function openNode(...labels: readonly string[]): Promise<TreeNode> {
  const { tree } = await features();
  let node: TreeNode | undefined;
  for (const label of labels) {
    const children = await tree.getChildren(node);
    node = children.find((each) => labelOf(tree.getTreeItem(each)) === label);
    assert.ok(
      node,
      `no ${label} among ${children.map((each) => labelOf(tree.getTreeItem(each))).join(", ")}`,
    );
  }
  assert.ok(node);
  return node;
}

export async function lineOf(node: TreeNode): Promise<string> {
  const { tree } = await features();
  const item = tree.getTreeItem(node);
  return `${labelOf(item)} | ${String(item.description)}`;
}

/** The lines below a node, or of the first level. */
export async function linesBelow(node?: TreeNode): Promise<readonly string[]> {
  const { tree } = await features();
  return Promise.all((await tree.getChildren(node)).map(lineOf));
}

/** Puts a function in the place of one of VS Code's until the returned one is called. */
export function replace(owner: object, name: string, value: (...args: never[]) => unknown): () => void {
  const original: unknown = Reflect.get(owner, name);
  assert.equal(typeof original, "function", `${name} is no function`);
  Reflect.set(owner, name, value);
  return () => void Reflect.set(owner, name, original);
}

export interface ShownMessage {
  readonly text: string;
  readonly buttons: readonly string[];
}

/** Collects messages and presses the button that `press` names, if a message has it. */
export function messages(
  kind: "showErrorMessage" | "showInformationMessage" | "showWarningMessage",
  press?: string,
) {
  const shown: ShownMessage[] = [];
  const show = async (text: string, ...rest: unknown[]): Promise<string | undefined> => {
    const buttons = rest.filter((each): each is string => typeof each === "string");
    shown.push({ text, buttons });
    return buttons.find((button) => button === press);
  };
  const restore = replace(vscode.window, kind, show);
  return { shown, restore };
}
