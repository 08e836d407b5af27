/**
 * A typed question, the same for every archive. Its one-line text form
 * (`user:alice event:Put* -service:kms error:any last:7d`) is read and written by `queryText.ts`.
 */
export interface Query {
  readonly range: TimeRange;
  /** Account keys (see `core/accounts/account.ts`); empty means the panel's current account. */
  readonly accounts: readonly string[];
  /** Region codes; empty means the account's own Regions. */
  readonly regions: readonly string[];
  readonly filters: readonly Filter[];
  /** Each word or quoted phrase must occur somewhere in the event, whatever the case. */
  readonly words: readonly string[];
}

/**
 * A preset counts back from the moment of the search; exact ends are half open: [fromMs, toMs). Where only one end
 * was given the other is `openStartMs` or `openEndMs` (see `queryTime.ts`), and the archive goes as far as it has events.
 */
export type TimeRange =
  | { readonly kind: "last"; readonly ms: number }
  | { readonly kind: "exact"; readonly fromMs: number; readonly toMs: number };

export type FilterField =
  | "user"
  | "event"
  | "service"
  | "resource"
  | "type"
  | "key"
  | "session"
  | "access"
  | "error"
  | "ip"
  | "via"
  | "outcome"
  | "mark"
  | "id"
  | "request"
  | "recipient";

/**
 * One condition. Values of the same field and sign are alternatives; different fields all must hold.
 * `*` in a value stands for any run of characters; comparison ignores case.
 * `access` takes read or write; `error` takes any, none or an error code; `outcome` a ChangeClass.
 */
export interface Filter {
  readonly field: FilterField;
  readonly negated: boolean;
  readonly value: string;
}

/** A part of the query text that could not be understood. Offsets are UTF-16 code units in the text. */
export interface QueryProblem {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** One change of a query line; the page sends the same shape. */
export type QueryEdit =
  | {
      readonly kind: "add";
      readonly field: FilterField | "text";
      readonly value: string;
      readonly negated: boolean;
    }
  /** Merges what a person typed, which may be any query text. */
  | { readonly kind: "type"; readonly typed: string }
  /** Takes away the chip with this index. */
  | { readonly kind: "remove"; readonly index: number }
  | { readonly kind: "range"; readonly range: TimeRange }
  | { readonly kind: "accounts"; readonly values: readonly string[] }
  | { readonly kind: "regions"; readonly values: readonly string[] }
  /** Filters and words go; time, accounts and Regions stay. */
  | { readonly kind: "clear" };
