import type { JsonObject } from "../../base/json.js";
import type { Key } from "./resourceKeys.js";

/** An object being read, and where it is; spelled out as a path only for what is found. */
export interface Spot {
  readonly owner: JsonObject;
  /** The object it stands in; undefined at the top. */
  readonly outer: Spot | undefined;
  /** The key it stands under in there, at the top the path to it. */
  readonly key: string;
  readonly index: number;
  readonly depth: number;
  /** The key it is known by, past lists. */
  readonly under: Key;
}

/** Where an identifier was found. */
export interface Place {
  readonly spot: Spot;
  /** Empty for the spot itself. */
  readonly key: string;
  readonly index: number;
}

/** Not in a list. */
export const NO_INDEX = -1;
const NO_KEY: Key = { name: "", container: "plain", meaning: null };

export const rootSpot = (owner: JsonObject, path: string): Spot => ({
  owner,
  outer: undefined,
  key: path,
  index: NO_INDEX,
  depth: 0,
  under: NO_KEY,
});

/** A place of its own outside of request and answer; `owner` is shared by names that stand together. */
export const placeAt = (path: string, owner: JsonObject = {}): Place => ({
  spot: rootSpot(owner, path),
  key: "",
  index: NO_INDEX,
});

export const pathOf = ({ spot, key, index }: Place): string =>
  key === "" ? pathTo(spot) : step(pathTo(spot), key, index);

const pathTo = ({ outer, key, index }: Spot): string =>
  outer === undefined ? key : step(pathTo(outer), key, index);

const step = (path: string, key: string, index: number): string =>
  index === NO_INDEX ? `${path}.${key}` : `${path}.${key}[${index}]`;
