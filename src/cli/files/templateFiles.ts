import { readdir, readFile } from "node:fs/promises";
import { Failure } from "../../core/base/failure.js";
import type { TemplateFiles } from "../../core/iac/locatedResource.js";

/** The files beside a template on this disk. */
export const templateFilesOnDisk: TemplateFiles = {
  read: async (path) => {
    try {
      return await readFile(path, "utf8");
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw unreadable(path, error);
    }
  },
  list: async (folder) => {
    try {
      const entries = await readdir(folder === "" ? "." : folder, { withFileTypes: true });
      return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
    } catch (error) {
      if (isMissing(error)) return [];
      throw unreadable(folder, error);
    }
  },
};

const isMissing = (error: unknown): boolean => ["ENOENT", "ENOTDIR"].includes(codeOf(error));

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

const unreadable = (path: string, error: unknown): Failure => {
  const why = error instanceof Error ? error.message : String(error);
  return new Failure(
    "config/unreadable",
    `${path} cannot be read: ${why}. Check the file and its permissions.`,
    { file: path },
    { cause: error },
  );
};
