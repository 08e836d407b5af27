import { parseArgs } from "node:util";
import { safeText } from "../core/base/safeText.js";
import { csvLine } from "../core/search/csv.js";
import { duckTarget } from "../core/sql/duckTarget.js";
import { isSqlTrouble, type SqlBatch, type SqlValue } from "../core/sql/sqlTarget.js";
import type { SqlProblem } from "../core/sql/tokens.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import { reportFolderFailure } from "./folderReport.js";
import { openFolder } from "./folderStore.js";
import type { CliIo } from "./io.js";

interface SqlArguments {
  readonly folder: string;
  readonly sql: string;
  readonly format: "table" | "json" | "csv";
}

/** `sql FOLDER "SELECT …"`: runs one SELECT over the table `events`, written as for CloudTrail Lake. */
export async function sqlCommand(words: readonly string[], io: CliIo): Promise<ExitCode> {
  const args = readArguments(words);
  if ("problem" in args) {
    io.err(`${args.problem}\nTry --help.\n`);
    return exitCodes.usage;
  }
  try {
    const { store, dispose } = await openFolder(args.folder, io);
    try {
      let rows = 0;
      for await (const batch of duckTarget(args.folder, args.folder, store).run(args.sql, io.signal)) {
        await io.out(formats[args.format](batch, rows === 0));
        rows += batch.rows.length;
      }
      return rows > 0 ? exitCodes.found : exitCodes.nothingFound;
    } finally {
      dispose();
    }
  } catch (error) {
    if (!isSqlTrouble(error)) return reportFolderFailure(error, io);
    io.err(troubleText(args.sql, error.problem));
    return exitCodes.usage;
  }
}

/** What is wrong, with the line it is in and a mark below the place. */
function troubleText(sql: string, { message, from, to }: SqlProblem): string {
  const start = sql.lastIndexOf("\n", from - 1) + 1;
  const end = sql.indexOf("\n", from);
  const line = sql.slice(start, end < 0 ? undefined : end);
  const number = sql.slice(0, start).split("\n").length;
  const length = Math.max(1, Math.min(to, start + line.length) - from);
  const mark = " ".repeat(from - start) + "^".repeat(length);
  return `${safeText(message, 2_000)}\nline ${number}, column ${from - start + 1}:\n  ${safeText(line, 2_000)}\n  ${mark}\n`;
}

function readArguments(words: readonly string[]): SqlArguments | { problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { json: { type: "boolean" }, csv: { type: "boolean" } },
    });
    const [folder, sql, more] = positionals;
    if (folder === undefined || sql === undefined || more !== undefined)
      return { problem: 'sql takes a folder and one statement: sql FOLDER "SELECT …"' };
    if (values.json && values.csv) return { problem: "--json and --csv exclude each other" };
    return { folder, sql, format: values.json ? "json" : values.csv ? "csv" : "table" };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

const textOf = (value: SqlValue): string =>
  value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);

/** Values are what attackers typed: JSON escapes them, CSV is quoted, the table shows them safely. */
const formats: Readonly<Record<SqlArguments["format"], (batch: SqlBatch, first: boolean) => string>> = {
  json: ({ columns, rows }) =>
    rows
      .map((row) => {
        const line = JSON.stringify(
          Object.fromEntries(columns.map(({ name }, at) => [name, row[at] ?? null])),
        );
        return `${line.replace(/[\u007f-\u009f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
      })
      .join(""),
  csv: ({ columns, rows }, first) =>
    (first ? `\ufeff${csvLine(columns.map(({ name }) => name))}` : "") +
    rows.map((row) => csvLine(row.map(textOf))).join(""),
  table: tableText,
};

const widest = 60;

function tableText({ columns, rows }: SqlBatch, first: boolean): string {
  const cells = rows.map((row) => row.map((value) => safeText(textOf(value), widest)));
  const widths = columns.map(({ name }, at) =>
    Math.min(widest, Math.max(name.length, ...cells.map((row) => row[at]?.length ?? 0))),
  );
  const line = (texts: readonly string[]): string =>
    `${texts
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd()}\n`;
  const head = first ? line(columns.map(({ name }) => name)) : "";
  return head + cells.map(line).join("");
}
