import type { FieldCondition, Selector } from "../../core/accounts/trail.js";
import { code, escapeMarkdown } from "./markdown.js";

/** Selectors as a list: what each records in words, below it its conditions as CloudTrail has them. */
export const selectorList = (selectors: readonly Selector[]): string =>
  selectors
    .map((selector) => [heading(selector), ...selector.conditions.map(condition)].join("\n"))
    .join("\n");

const heading = ({ name, summary }: Selector): string =>
  name === "" ? `- ${escapeMarkdown(summary)}` : `- **${escapeMarkdown(name)}**: ${escapeMarkdown(summary)}`;

const condition = ({ field, operator, values }: FieldCondition): string =>
  `  - ${code(field)} ${operator} ${values.map(code).join(", ")}`;
