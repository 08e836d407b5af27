import { Store } from "../ui/store.js";

export interface Notice {
  readonly kind: "done" | "trouble";
  readonly text: string;
}

const doneStaysMs = 5_000;

/** One short sentence about what was just done, or what went wrong. Trouble stays until it is dismissed. */
export class Notices extends Store {
  current: Notice | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  done(text: string): void {
    this.#show({ kind: "done", text });
    this.#timer = setTimeout(() => this.dismiss(), doneStaysMs);
  }

  trouble(text: string): void {
    this.#show({ kind: "trouble", text });
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    if (!this.current) return;
    this.current = undefined;
    this.changed();
  }

  #show(notice: Notice): void {
    clearTimeout(this.#timer);
    this.current = notice;
    this.changed();
  }
}
