import type { Releasable } from "./disposables.js";

/** Tells listeners that something changed; carries no state, so a late listener asks the owner. */
export class Signal<T = void> {
  readonly #listeners = new Set<(value: T) => void>();

  readonly on = (listener: (value: T) => void): Releasable => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
