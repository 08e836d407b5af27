import { safeText } from "../core/base/safeText.js";
import { lookupsOf } from "../core/iac/history/historySubject.js";
import { subjectOf } from "../core/iac/history/subjectOf.js";
import type { LocatedResource, LocatedTemplate, ResourceInstance } from "../core/iac/locatedResource.js";
import type { LookupAttribute } from "../core/search/lookup.js";
import { anywhere } from "./anywhere.js";
import { jsonText } from "./jsonText.js";

/** One resource for programs, a JSON object on a line; lines and characters count from 0, as editors' do. */
export function resourceJson(file: string, resource: LocatedResource): string {
  const instances = resource.instances.map((instance) => ({
    ...instance,
    lookups: lookups(resource, instance),
  }));
  return jsonText({ file, ...resource, instances });
}

/** The same for people: place, address and type, then a line for each real resource behind it. */
export function resourceLines(file: string, resource: LocatedResource): string {
  const { header, address, type, instances, needs, generated } = resource;
  const place = `${file}:${String(header.startLine + 1)}:${String(header.startCharacter + 1)}`;
  const lines = [`${place}  ${address}  ${type}`, ...instances.map((each) => instanceLine(resource, each))];
  if (needs.length > 0) lines.push(`  needs ${needs.join(", ")}`);
  if (generated.length > 0) lines.push(`  with ${generated.join(", ")}`);
  return lines.map((line) => `${safeText(line, 1000)}\n`).join("");
}

export function summaryLine({ kind, resources }: LocatedTemplate): string {
  const of = (completeness: LocatedResource["completeness"]): number =>
    resources.filter((resource) => resource.completeness === completeness).length;
  const parts = [
    `${String(resources.length)} ${resources.length === 1 ? "resource" : "resources"} (${kind})`,
    `${String(of("known"))} with names to ask for`,
    some(of("not-indexed"), "found by their calls"),
    some(of("needs-link"), "known to a stack or state alone"),
    some(of("unsupported"), "of types without a rule"),
  ];
  return `${parts.filter((part) => part !== "").join(", ")}.`;
}

function instanceLine(resource: LocatedResource, instance: ResourceInstance): string {
  const { label, accountId, region } = instance;
  const asked = lookups(resource, instance).map(({ key, value }) => `${key}=${value}`);
  const place = [accountId, region].filter((part) => part !== undefined).join(" ");
  const parts = [label, place, asked.length > 0 ? `ask ${asked.join(", ")}` : "no name known"];
  return `  ${parts.filter((part) => part !== "").join(" · ")}`;
}

/** What lenses would ask, without regard to where: the account and Region do not change it. */
function lookups(resource: LocatedResource, instance: ResourceInstance): readonly LookupAttribute[] {
  const subject = subjectOf(resource, instance, anywhere);
  if (!subject) return [];
  const { first, fallback } = lookupsOf(subject);
  return [...first, ...fallback];
}

const some = (count: number, what: string): string => (count === 0 ? "" : `${String(count)} ${what}`);
