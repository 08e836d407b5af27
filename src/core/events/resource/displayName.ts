import type { Entity } from "./entity.js";
import type { Kind } from "../naming/kind.js";
import { afterLast } from "../naming/words.js";

/** Services whose requests carry ids alone: the name would be known from the creating call only. */
const ID_FIRST = new Set([
  "ec2",
  "apigateway",
  "cloudfront",
  "cognito-idp",
  "directconnect",
  "elasticfilesystem",
  "fsx",
  "guardduty",
  "kms",
  "organizations",
  "route53",
  "workspaces",
]);

/** The identifier a kind is shown by, the same in every event so that one search finds them all. */
export const firstPart = (kind: Kind): "id" | "name" => (ID_FIRST.has(kind.service) ? "id" : "name");

export function displayName({ kind, name, id, parsed, url, arn }: Entity): string {
  const first = firstPart(kind) === "id" ? (id ?? name) : (name ?? id);
  const shown = first ?? parsed?.name ?? (url === undefined ? undefined : afterLast(url, "/")) ?? arn ?? "";
  return shown.startsWith("/hostedzone/") ? shown.slice("/hostedzone/".length) : shown;
}
