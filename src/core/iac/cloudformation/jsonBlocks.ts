import { parseTree, type Node } from "jsonc-parser";
import { LineIndex } from "../lineIndex.js";
import type { YamlBlock } from "./yamlBlocks.js";
import { shortForm } from "./yamlValue.js";

/**
 * The children of top-level sections of a JSON template, in the shape YAML's have: values as YAML would write them, so
 * that `{"Ref": "Name"}` is `!Ref Name`. Half-typed text gives what stands before the break.
 */
export function jsonSections(text: string): ReadonlyMap<string, readonly YamlBlock[]> {
  const root = parseTree(text, undefined, { allowTrailingComma: true, disallowComments: false });
  const lines = new LineIndex(text);
  return new Map(
    membersOf(root).map(([section, value]) => [
      section,
      membersOf(value).map(([key, inner, member]) => toBlock(key, inner, member, lines)),
    ]),
  );
}

type Member = readonly [key: string, value: Node | undefined, member: Node];

function membersOf(node: Node | undefined): readonly Member[] {
  if (node?.type !== "object") return [];
  return (node.children ?? []).flatMap((member) => {
    const [key, value] = member.children ?? [];
    return typeof key?.value === "string" ? [[key.value, value, member] as const] : [];
  });
}

function toBlock(key: string, node: Node | undefined, member: Node, lines: LineIndex): YamlBlock {
  const { startLine, startCharacter, endLine } = lines.range(member.offset, member.offset + member.length);
  const values = new Map<string, string>();
  for (const [name, value] of membersOf(node)) {
    add(values, name, value);
    for (const [inner, below] of membersOf(value)) add(values, `${name}.${inner}`, below);
  }
  return { key, indent: startCharacter, startLine, endLine, values };
}

/** What is neither a scalar nor a short form stays out, as a nested value does in YAML. */
function add(values: Map<string, string>, path: string, node: Node | undefined): void {
  values.set(path, scalarText(node) ?? functionText(node) ?? "");
}

const scalarText = (node: Node | undefined): string | undefined =>
  node?.type === "string" || node?.type === "number" || node?.type === "boolean"
    ? `"${String(node.value)}"`
    : undefined;

/** The one function an object stands for. */
function functionText(node: Node | undefined): string | undefined {
  const [only, ...others] = membersOf(node);
  const text = only && others.length === 0 ? scalarText(only[1]) : undefined;
  return only && text !== undefined ? shortForm(only[0], text) : undefined;
}
