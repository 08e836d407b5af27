// What statements are written, checked and run with: one file in dist, loaded by `import()` with the first of them.
export { completionsAt, describeAt } from "../../core/sql/assist.js";
export { duckTarget } from "../../core/sql/duckTarget.js";
export { SAMPLE_QUERIES } from "../../core/sql/samples/samples.js";
export { statementAt, statementsIn } from "../../core/sql/statements.js";
export { translateSql } from "../../core/sql/translate.js";
export { QueryPanel } from "./queryPanel.js";
