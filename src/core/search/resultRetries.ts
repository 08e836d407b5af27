import { findRetries, mayBeRetried, type Retry, type RetryColumns } from "../events/change/retries.js";
import type { Insight } from "../events/insight.js";
import type { RowColumns } from "./rowColumns.js";

/** What makes two calls the same call made again. */
const sameCall = ["eventName", "service", "resource", "type", "accountId", "region"] as const;

/** Which failed calls among the results were retried. */
export class ResultRetries {
  readonly #failed: number[] = [];
  #known: { readonly size: number; readonly retries: ReadonlyMap<number, Retry> } | undefined;

  constructor(private readonly columns: RowColumns) {}

  /** Keeps the place of a failed call that may turn out to be retried. */
  add(place: number, { change }: Insight, errorCode: string | undefined): void {
    if (errorCode !== undefined && mayBeRetried(change.class, errorCode)) this.#failed.push(place);
  }

  /** By the place of the failed call. `order` holds all places by time. */
  all(order: Uint32Array): ReadonlyMap<number, Retry> {
    if (this.#known?.size === order.length) return this.#known.retries;
    const { columns } = this;
    const read: RetryColumns = {
      order,
      times: columns.times,
      errorCode: (place) => columns.text("errorCode", place),
      isSameCall: (place, other) => this.#isSameCall(place, other),
    };
    const retries = this.#failed.length === 0 ? none : findRetries(this.#failed, read);
    this.#known = { size: order.length, retries };
    return retries;
  }

  /** The same session, or where there is none the same name; and a resource, as without one calls cannot be told apart. */
  #isSameCall(place: number, other: number): boolean {
    const { columns } = this;
    const equal = (column: Parameters<RowColumns["codes"]>[0]): boolean =>
      columns.codes(column)[place] === columns.codes(column)[other];
    if (!sameCall.every(equal) || columns.text("resource", place) === "") return false;
    return (
      equal("session") && (columns.text("session", place) !== "" || (equal("actor") && equal("actorNote")))
    );
  }
}

const none: ReadonlyMap<number, Retry> = new Map();
