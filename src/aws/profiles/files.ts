import { readFileSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** A pair of AWS config files as a caller names it; `label` tells its profiles from those of other pairs. */
export interface ConfigFiles {
  readonly config: string;
  readonly credentials?: string;
  readonly label?: string;
  /** True when the files may come and go; a missing one is then no problem to show. */
  readonly mayBeMissing?: boolean;
}

/** A pair with absolute paths. `label` is undefined for the user's default pair alone. */
export interface FilePair {
  readonly config: string;
  readonly credentials: string | undefined;
  readonly label: string | undefined;
  readonly mayBeMissing: boolean;
}

export type Env = Readonly<Record<string, string | undefined>>;

/** The default pair first, then the additional ones; the same config file counts once. */
export function filePairs(additional: readonly ConfigFiles[], env: Env, home: string): readonly FilePair[] {
  const standard: FilePair = {
    config: absolute(env["AWS_CONFIG_FILE"], home) ?? join(home, ".aws", "config"),
    credentials: absolute(env["AWS_SHARED_CREDENTIALS_FILE"], home) ?? join(home, ".aws", "credentials"),
    label: undefined,
    mayBeMissing: true,
  };
  const pairs = new Map([[standard.config, standard]]);
  const labels = new Set<string>();
  for (const { config, credentials, label, mayBeMissing = false } of additional) {
    const path = absolute(config, home);
    if (path === undefined || pairs.has(path)) continue;
    const unique = uniqueLabel(label ?? basename(path), labels);
    pairs.set(path, { config: path, credentials: absolute(credentials, home), label: unique, mayBeMissing });
  }
  return [...pairs.values()];
}

function uniqueLabel(wanted: string, taken: Set<string>): string {
  let label = wanted;
  for (let count = 2; taken.has(label); count++) label = `${wanted} ${count}`;
  taken.add(label);
  return label;
}

const absolute = (path: string | undefined, home: string): string | undefined => {
  if (path === undefined || path.trim() === "") return undefined;
  return path.startsWith("~/") || path.startsWith("~\\") ? join(home, path.slice(2)) : path;
};

export type FileText =
  | { readonly state: "read"; readonly text: string }
  | { readonly state: "missing" }
  | { readonly state: "unreadable"; readonly reason: string };

/** Synchronous on purpose: the files are small, and a tree must be able to ask for its first rows at once. */
export function readText(path: string): FileText {
  try {
    const text = readFileSync(path, "utf8");
    return text.includes("\0") ? { state: "unreadable", reason: "not UTF-8 text" } : { state: "read", text };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    return code === "ENOENT" || code === "ENOTDIR"
      ? { state: "missing" }
      : { state: "unreadable", reason: code };
  }
}

/** The directories whose changes can change the file: its own, and its target's when it is a link. */
export function directoriesOf(path: string): readonly string[] {
  const own = dirname(path);
  try {
    const target = dirname(realpathSync(path));
    return target === own ? [own] : [own, target];
  } catch {
    return [own]; // a missing file has no target
  }
}
