/** Anything that must be let go of; the shape VS Code uses too. */
export interface Releasable {
  dispose(): void;
}

/**
 * Owns things that must be released together, newest first.
 * Adding to a store that is already disposed releases the newcomer at once,
 * so an `await` that outlives its view cannot leak a listener.
 */
export class DisposableStore implements Releasable {
  #items: Releasable[] | undefined = [];

  add<T extends Releasable>(item: T): T {
    if (this.#items) this.#items.push(item);
    else item.dispose();
    return item;
  }

  get isDisposed(): boolean {
    return this.#items === undefined;
  }

  dispose(): void {
    const items = this.#items ?? [];
    this.#items = undefined;
    for (const item of items.reverse()) item.dispose();
  }
}
