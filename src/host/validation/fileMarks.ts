import { dirname } from "node:path";
import type { Standing, Verdict } from "../../core/digest/verdict.js";
import type { ValidationRun } from "./validationRun.js";

/** What a badge says of one file or folder. */
export interface FileMark {
  readonly standing: Standing;
  /** Places of the verdicts it rests on. */
  readonly verdicts: readonly number[];
}

const rank: Record<Standing, number> = { noted: 0, proven: 1, unchecked: 2, broken: 3 };

/** Files of a run with the worst said of each, by absolute path. What is gone is marked at the folder it should be in. */
export class FileMarks {
  readonly #marks = new Map<string, { standing: Standing; verdicts: number[] }>();
  #seen = 0;
  /** Whose verdicts were seen: a run may start over. */
  readonly #results: ValidationRun["results"];

  constructor(readonly run: ValidationRun) {
    this.#results = run.results;
  }

  isOf(run: ValidationRun | undefined): boolean {
    return run === this.run && run.results === this.#results;
  }

  /** Takes in what has arrived since it was last asked. */
  update(): void {
    const { verdicts } = this.run.results;
    for (; this.#seen < verdicts.length; this.#seen++) {
      const verdict = verdicts[this.#seen];
      const place = verdict && this.#placeOf(verdict);
      if (verdict && place !== undefined) this.#mark(place, verdict.standing, this.#seen);
    }
  }

  at(path: string): FileMark | undefined {
    return this.#marks.get(path);
  }

  /** What a person must look at. */
  *worrying(): Generator<readonly [path: string, mark: FileMark]> {
    for (const [path, mark] of this.#marks) if (rank[mark.standing] >= rank.unchecked) yield [path, mark];
  }

  #placeOf(verdict: Verdict): string | undefined {
    if (verdict.about === "gap" || verdict.about === "end") return undefined;
    const file = this.run.fileOf(verdict);
    return verdict.path === undefined && file !== undefined ? dirname(file) : file;
  }

  #mark(path: string, standing: Standing, index: number): void {
    const known = this.#marks.get(path);
    if (!known) this.#marks.set(path, { standing, verdicts: [index] });
    else {
      known.verdicts.push(index);
      if (rank[standing] > rank[known.standing]) known.standing = standing;
    }
  }
}
