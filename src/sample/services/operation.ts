import type { JsonObject } from "../../core/base/json.js";
import type { Principal } from "../auth/principals.js";
import type { World } from "../data/world.js";

/** What an operation may know of the request beside its input. */
export interface OperationContext {
  readonly principal: Principal;
  /** From the credential scope of the signature. */
  readonly region: string;
  readonly nowMs: number;
  readonly world: World;
}

/** One operation of a JSON service. Errors are thrown as `ServiceError`. */
export interface Operation {
  /** IAM action, as `cloudtrail:LookupEvents`. */
  readonly action: string;
  readonly run: (input: JsonObject, context: OperationContext) => unknown;
}

export type Operations = Readonly<Record<string, Operation>>;

/** Epoch seconds, as JSON 1.1 writes times. */
export const seconds = (timeMs: number): number => timeMs / 1000;
