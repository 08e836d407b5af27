import { randomUUID } from "node:crypto";
import { isAborted } from "../../core/base/failure.js";
import type { Log } from "../../core/base/log.js";
import { Signal } from "../../core/base/signal.js";
import type { Translate } from "../../core/base/translate.js";
import type { Range } from "../../core/digest/series.js";
import { runValidation } from "./validationProcess.js";
import { ValidationRun, type KeySource } from "./validationRun.js";

export interface RunsOptions {
  readonly script: string;
  readonly log: Log;
  readonly t: Translate;
}

/** Owns the validation that is shown. Views project it and ask again when told that it changed. */
export class ValidationRuns {
  readonly #changed = new Signal();
  readonly onDidChange = this.#changed.on;
  #current: ValidationRun | undefined;

  constructor(private readonly options: RunsOptions) {}

  get current(): ValidationRun | undefined {
    return this.#current;
  }

  /** Runs to the end; the run is shown from its start. Rejects when it fails or is stopped. */
  async validate(folder: string, range: Range, keys: KeySource, signal: AbortSignal): Promise<ValidationRun> {
    const run = new ValidationRun(randomUUID(), folder, keys, range);
    this.#current = run;
    this.#changed.fire();
    try {
      await this.#fill(run, signal, () => this.#changed.fire());
      return run;
    } finally {
      this.#changed.fire();
    }
  }

  /** Checks a part of the folder anew, beside what is shown. */
  async validatePart(run: ValidationRun, range: Range, signal: AbortSignal): Promise<ValidationRun> {
    const part = new ValidationRun(randomUUID(), run.folder, run.keySource, range);
    await this.#fill(part, signal, () => undefined);
    return part;
  }

  clear(): void {
    this.#current = undefined;
    this.#changed.fire();
  }

  async #fill(run: ValidationRun, signal: AbortSignal, told: () => void): Promise<void> {
    const { folder, range, keySource } = run;
    const request = {
      folder,
      range,
      ...(keySource.kind === "file" ? { keysFile: keySource.path } : {}),
      ...(keySource.kind === "listed" ? { listedKeys: keySource.answer } : {}),
    };
    const take = (answer: Parameters<ValidationRun["take"]>[0]): void => {
      run.take(answer);
      told();
    };
    try {
      await runValidation(request, take, this.options, signal);
      run.state = "done";
    } catch (error) {
      run.state = isAborted(error) ? "stopped" : "failed";
      throw error;
    }
  }
}
