import type { StoreState } from "../../core/logs/logStore.js";
import type { SentError } from "./sentError.js";

/** What the engine's process is asked. Answers of unknown length come in parts, each taken before the next is sent. */
export type ToEngine =
  | { readonly ask: number; readonly method: string; readonly args: readonly unknown[] }
  | { readonly cancel: number }
  | { readonly taken: number };

export type FromEngine =
  | { readonly answer: number; readonly value: unknown }
  | { readonly part: number; readonly value: unknown }
  | { readonly failed: number; readonly error: SentError }
  | { readonly state: StoreState; readonly key: string };

export interface OpenedStore {
  readonly key: string;
  readonly folder: string;
  readonly state: StoreState;
}
