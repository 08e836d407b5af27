/** The resource a command of a lens is about; without one it is the resource at the cursor. */
export interface LensRef {
  /** Of the template. */
  readonly uri: string;
  /** As in `LocatedResource.address`. */
  readonly address: string;
}

export const isLensRef = (value: unknown): value is LensRef =>
  typeof value === "object" &&
  value !== null &&
  "uri" in value &&
  "address" in value &&
  typeof value.uri === "string" &&
  typeof value.address === "string";

/** A resource by what events call it: names, ids and ARNs that all mean it. */
export interface NamedResource {
  readonly names: readonly string[];
}
