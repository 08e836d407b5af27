import type { JsonObject } from "../core/base/json.js";
import type { AccessKeys, Principal } from "./auth/principals.js";
import type { World } from "./data/world.js";
import type { SignIn } from "./services/signIn.js";
import type { Answer } from "./wire/answer.js";
import type { ErrorWriter } from "./wire/protocols.js";

/** What the operations share. */
export interface Sample {
  readonly world: World;
  readonly keys: AccessKeys;
  readonly signIn: SignIn;
  readonly endpoint: string;
}

export interface SignedContext {
  readonly sample: Sample;
  readonly principal: Principal;
  readonly region: string;
  readonly nowMs: number;
}

/** A request once it is known what it asks for. */
export type Route = {
  readonly service: string;
  readonly operation: string;
  /** The IAM action, for the message of an explicit deny. */
  readonly action: string;
  /** For the request log. */
  readonly input: JsonObject;
  readonly toError: ErrorWriter;
} & (
  | { readonly signed: true; readonly run: (context: SignedContext) => Answer }
  | { readonly signed: false; readonly run: (sample: Sample, nowMs: number) => Answer }
);
