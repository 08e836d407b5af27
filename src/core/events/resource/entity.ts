import type { Arn } from "../naming/arn.js";
import type { Kind } from "../naming/kind.js";

/** One resource as the record names it, pieced together from the places that speak of it. */
export interface Entity {
  readonly kind: Kind;
  name: string | undefined;
  id: string | undefined;
  arn: string | undefined;
  /** The parsed `arn`. */
  parsed: Arn | undefined;
  url: string | undefined;
  /** Where its display name stands, else where it was first named: `requestParameters.bucketName`. */
  path: string;
  readonly section: Section;
  /** Objects between the section and the value; the nearer, the more it is the point. */
  readonly depth: number;
  /** The parameter's own name says the kind, so that nothing was guessed. */
  readonly specific: boolean;
  /** It is where something comes from (`sourceSnapshotId`), not what is acted on. */
  readonly origin: boolean;
  /** The object it was named in: its other identifiers stand beside it. */
  owner: object;
  /** Listed by AWS itself among the event's resources. */
  listed: boolean;
}

export type Section = "request" | "response" | "other" | "listed";
