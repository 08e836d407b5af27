import type { JsonObject } from "../../core/base/json.js";
import { homeRegion, type SampleAccount } from "./organization.js";

/** A resource as LookupEvents lists and indexes it; some calls index a name without a type. */
export interface IndexEntry {
  readonly type: string | undefined;
  readonly name: string;
}

/** One API call, without who made it. `calls/*` make them, one function an operation. */
export interface ApiCall {
  /** eventSource */
  readonly source: string;
  /** eventName, with the API version suffix of the services that have one. */
  readonly name: string;
  readonly readOnly: boolean;
  readonly request?: JsonObject | null;
  readonly response?: JsonObject | null;
  /** `resources[]` of the record. */
  readonly resources?: readonly JsonObject[];
  /** What LookupEvents indexes: every form in which this call named the resource, passed or returned. */
  readonly indexed?: readonly IndexEntry[];
  readonly additional?: JsonObject;
  /** Global services log in us-east-1, wherever the caller is. */
  readonly global?: boolean;
  readonly data?: boolean;
  readonly apiVersion?: string;
  readonly eventType?: "AwsApiCall" | "AwsServiceEvent" | "AwsConsoleSignIn" | "AwsConsoleAction";
  readonly error?: { readonly code: string; readonly message: string };
  /** `insightDetails`: the record then is an Insights event, which has no caller. */
  readonly insight?: JsonObject;
  /** Further members of the record, such as serviceEventDetails or sharedEventID. */
  readonly extra?: JsonObject;
}

/** Who makes a call, and with what. */
export interface Actor {
  readonly account: SampleAccount;
  /** userIdentity of the record. */
  readonly identity: JsonObject;
  /** As LookupEvents shows it: user name, session name, `root`; undefined for services. */
  readonly username: string | undefined;
  readonly accessKeyId: string | undefined;
  readonly address: string;
  readonly userAgent: string;
  /** The browser's session made the call: the record says sessionCredentialFromConsole. */
  readonly fromConsole?: boolean;
  /** Calls AWS makes on somebody's behalf carry no TLS details. */
  readonly withoutTls?: boolean;
}

/** A call made by somebody at some time: all that is needed for a record. */
export interface Draft {
  readonly timeMs: number;
  readonly region: string;
  readonly actor: Actor;
  readonly call: ApiCall;
  /** Whose log it is, where that is not the actor's account. */
  readonly recipient?: SampleAccount;
}

/** Somebody did something at some time, in the home Region unless another is named. */
export const did = (timeMs: number, actor: Actor, call: ApiCall, region: string = homeRegion): Draft => ({
  timeMs,
  region,
  actor,
  call,
});
