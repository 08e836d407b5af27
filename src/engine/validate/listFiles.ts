import { readdirSync, type Dirent } from "node:fs";
import { join } from "node:path";
import type { ReadProblem } from "../../core/digest/reader.js";
import { readProblem } from "./examineFile.js";

/** A file below the folder, or what stands there instead. */
export interface Listed {
  /** Below the folder, with `/`. */
  readonly path: string;
  readonly problem: ReadProblem | undefined;
}

/** Lists a folder and all below it in one fixed order. Links are told and never followed. */
export function* listFiles(root: string): Generator<Listed> {
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    let entries: Dirent[];
    try {
      entries = readdirSync(join(root, folder), { withFileTypes: true });
    } catch (error) {
      yield { path: folder, problem: readProblem(error) };
      continue;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    const below: string[] = [];
    for (const entry of entries) {
      const path = folder + entry.name;
      if (entry.isDirectory()) below.push(`${path}/`);
      else if (entry.isFile()) yield { path, problem: undefined };
      else yield { path, problem: entry.isSymbolicLink() ? "link" : "special" };
    }
    folders.push(...below.reverse());
  }
}
