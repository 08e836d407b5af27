import type { Api } from "./api.js";

let slots = 0;

/**
 * Something that follows from an API alone, worked out once for each. It is kept with the API itself, which is as quick
 * as a field: this is asked several times for every record.
 */
export class PerApi<T> {
  readonly #slot = slots++;

  constructor(private readonly workOut: (api: Api) => T) {}

  of(api: Api): T {
    const known = api.workedOut[this.#slot];
    return known === undefined ? this.#remember(api) : (known as T);
  }

  #remember(api: Api): T {
    const value = this.workOut(api);
    // Filled to the slot first: an array with holes is a slow one.
    while (api.workedOut.length <= this.#slot) api.workedOut.push(undefined);
    api.workedOut[this.#slot] = value;
    return value;
  }
}
