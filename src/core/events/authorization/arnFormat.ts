import type { ResourceType } from "./authorization.js";

/** An ARN format taken apart: texts and the variables between them. */
export interface ArnFormat {
  /** Text before each variable, and after the last; one more than there are variables. */
  readonly texts: readonly string[];
  readonly variables: readonly string[];
  /** The variables other than partition, Region and account. */
  readonly own: readonly string[];
}

/** Set by the place of the event rather than by its parameters. */
const PLACES: ReadonlySet<string> = new Set(["Partition", "Region", "Account"]);

const formats = new WeakMap<ResourceType, ArnFormat>();

export function arnFormat(type: ResourceType): ArnFormat {
  const known = formats.get(type);
  if (known) return known;
  const parts = type.arn.split(/\{([\w-]+)\}/);
  const variables = parts.filter((_, index) => index % 2 === 1);
  const format: ArnFormat = {
    texts: parts.filter((_, index) => index % 2 === 0),
    variables,
    own: variables.filter((name) => !PLACES.has(name)),
  };
  formats.set(type, format);
  return format;
}

/**
 * Nouns the format adds to the type's own: the word before its last variable (`restapis`), and what that variable is
 * the name or id of (`RestApiId` -> restapi).
 */
export function nounsOfFormat(type: ResourceType): readonly string[] {
  const { texts, own } = arnFormat(type);
  const last = own.at(-1);
  // Some formats end in a star instead: `rep:*`.
  const before = last === undefined ? type.arn.replace(/\*$/, "") : (texts.at(-2) ?? "");
  const word = /([\w-]+)[/:]$/.exec(before)?.[1] ?? "";
  const stem = /^(\w+?)(?:Name|Id|Identifier|Arn)(?:With\w+)?$/.exec(last ?? "")?.[1] ?? "";
  return [word, stem].map((noun) => noun.toLowerCase().replaceAll(/[^a-z0-9]/g, "")).filter(isTelling);
}

/** `{ResourceId}`, `{Id}` and the like mean everything. */
const isTelling = (noun: string): boolean =>
  noun.length > 2 && !["resource", "default", "unique", "account", "region", "name"].includes(noun);

/** The service part of the format: mostly the type's own service, at times the one that owns the type. */
export const ownerOf = (type: ResourceType): string => type.arn.split(":", 3)[2] ?? "";
