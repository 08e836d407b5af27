import type { ActorKind, ChangeClass, Mark, ViaTool } from "../events/insight.js";

/** An event as lists and the page see it: flat, small, and free of nested record data. */
export interface Row {
  readonly id: string;
  readonly timeMs: number;
  readonly actor: string;
  readonly actorNote: string;
  readonly actorKind: ActorKind;
  readonly eventName: string;
  /** Service as in the eventSource without `.amazonaws.com`: `s3`, `iam`. */
  readonly service: string;
  /** Display name of the subject; empty when the event has none. */
  readonly resource: string;
  /** How many further resources the event names. */
  readonly moreResources: number;
  readonly via: ViaTool;
  readonly from: string;
  readonly region: string;
  readonly accountId: string;
  readonly outcome: ChangeClass;
  readonly marks: readonly Mark[];
  readonly errorCode: string;
  readonly accessKeyId: string;
}

/** The table's columns, which are also what it can be sorted by. */
export type Column =
  "time" | "actor" | "event" | "resource" | "via" | "from" | "region" | "account" | "outcome";

export interface Sort {
  readonly column: Column;
  readonly descending: boolean;
}
