import type { CloudTrailEvent } from "../events/event.js";
import { text } from "../base/json.js";
import { arnNames, identityForms } from "./eventForms.js";
import type { LookupRow } from "./lookup.js";

const limit = 20_000;

/**
 * What event history calls the people, resources and calls it has listed so far. LookupEvents compares exactly, so
 * a name can be asked for only in the form it is listed under: `alice` may be listed as `alice@acme.example`.
 */
export class SeenNames {
  readonly #usernames = new SeenForms();
  readonly #resources = new SeenForms();
  readonly #events = new SeenForms();

  learn(row: LookupRow, event: CloudTrailEvent): void {
    for (const form of identityForms(event)) this.#usernames.add(form, row.Username ?? "");
    const listed: unknown = row.Resources;
    if (Array.isArray(listed))
      for (const resource of listed as readonly unknown[]) this.#learnResource(resource);
    const onRecord = row.EventName ?? text(event.raw["eventName"]);
    if (onRecord !== undefined) this.#events.add(event.name, onRecord);
  }

  #learnResource(resource: unknown): void {
    const named = resource as { readonly ResourceName?: unknown } | null;
    const name = text(named?.ResourceName);
    if (name === undefined) return;
    this.#resources.add(name, name);
    for (const form of arnNames(name)) this.#resources.add(form, name);
  }

  /**
   * The Usernames under which calls by this person were listed. None when none was seen, and none when some of the
   * calls were listed without a Username, as the service could not find those.
   */
  usernames(form: string): readonly string[] {
    const seen = this.#usernames.of(form);
    return seen.includes("") ? [] : seen;
  }

  resourceNames(form: string): readonly string[] {
    return this.#resources.of(form);
  }

  eventNames(form: string): readonly string[] {
    return this.#events.of(form);
  }
}

/** Forms in any case, each with the exact texts seen for it. Forgets all when it has grown large. */
class SeenForms {
  readonly #exact = new Map<string, Set<string>>();

  add(form: string, exact: string): void {
    const key = form.toLowerCase();
    const known = this.#exact.get(key);
    if (known) {
      known.add(exact);
      return;
    }
    if (this.#exact.size >= limit) this.#exact.clear();
    this.#exact.set(key, new Set([exact]));
  }

  of(form: string): readonly string[] {
    return [...(this.#exact.get(form.toLowerCase()) ?? [])];
  }
}
