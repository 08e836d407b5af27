import type { Clock } from "../core/base/clock.js";
import type { Asked } from "../core/search/asked.js";
import { progressOf } from "../core/search/progress.js";
import type { CliIo } from "./io.js";

const gapMs = 100;

/** One line on stderr that is written over and over while somebody watches, and gone at the end. */
export class ProgressLine {
  #shownMs = -Infinity;
  #isShown = false;

  constructor(
    private readonly io: CliIo,
    private readonly clock: Clock,
  ) {}

  show(asked: Asked, found: number): void {
    if (!this.io.watched || this.clock.now() - this.#shownMs < gapMs) return;
    this.#shownMs = this.clock.now();
    this.#isShown = true;
    const pages = asked.scopes.reduce((sum, scope) => sum + scope.pages, 0);
    const percent = Math.floor(progressOf(asked) * 100);
    const text = `${String(percent)} % · ${String(found)} found · ${String(asked.received)} read · ${String(pages)} pages · Ctrl-C stops`;
    this.io.err(`\r\u001b[2K${text}`);
  }

  clear(): void {
    if (this.#isShown) this.io.err("\r\u001b[2K");
    this.#isShown = false;
  }
}
