import { basename, join } from "node:path";
import type { ReportKeys } from "../../core/digest/report/report.js";
import { ValidationResults } from "../../core/digest/results.js";
import type { Range } from "../../core/digest/series.js";
import type { Verdict } from "../../core/digest/verdict.js";
import type { ValidateAnswer } from "../../engine/validate/protocol.js";

export type RunState = "running" | "done" | "stopped" | "failed";

/** Where keys come from: the file at the folder's top, one that was chosen, or AWS. */
export type KeySource =
  | { readonly kind: "folder" }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "listed"; readonly answer: unknown };

/** One validation of a folder: what was asked, what has come so far. */
export class ValidationRun {
  #results = new ValidationResults();
  state: RunState = "running";
  filesRead = 0;
  keys: ReportKeys = { keys: new Map(), problems: [] };

  constructor(
    readonly id: string,
    readonly folder: string,
    readonly keySource: KeySource,
    readonly range: Range,
  ) {}

  get results(): ValidationResults {
    return this.#results;
  }

  get folderName(): string {
    return basename(this.folder);
  }

  take(answer: ValidateAnswer): void {
    if (answer.kind === "reading") this.filesRead = Math.max(this.filesRead, answer.files);
    else if (answer.kind === "verdicts") this.#results.add(answer.verdicts);
    else if (answer.kind === "startOver") this.#results = new ValidationResults();
    else if (answer.kind === "keys")
      this.keys = {
        keys: new Map(answer.keys.map((key) => [key.fingerprint, key])),
        problems: answer.problems,
      };
  }

  /** Where a verdict's file is, or where it should be; undefined when that cannot be told. */
  fileOf(verdict: Verdict): string | undefined {
    const path = verdict.path ?? this.#expectedPath(verdict);
    return path === undefined || path === "" ? undefined : join(this.folder, path);
  }

  /** What is gone stood where the digest that names it says, below the same folder as that digest. */
  #expectedPath({ name, evidence }: Verdict): string | undefined {
    const witness = evidence.namedBy ?? evidence.successor;
    const digest = witness === undefined ? undefined : this.results.digest(witness);
    if (digest?.path === undefined || !digest.path.endsWith(digest.name)) return undefined;
    const path = digest.path.slice(0, -digest.name.length) + name;
    return path.split("/").includes("..") ? undefined : path;
  }
}
