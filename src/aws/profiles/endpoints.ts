import type { FailureDetail } from "../../core/base/failure.js";
import { Failure } from "../../core/base/failure.js";
import type { Translate } from "../../core/base/translate.js";
import type { Env } from "./files.js";
import type { Endpoints, ServiceName, Setting } from "./profileEntry.js";
import type { PairSections } from "./sections.js";

const services: readonly ServiceName[] = [
  "cloudtrail",
  "cloudformation",
  "sts",
  "sso",
  "sso_oidc",
  "account",
];

/** Where an endpoint was found, so that a wrong one can be put right. */
interface Found {
  readonly url: string;
  readonly where: string;
  readonly detail: FailureDetail;
}

/**
 * AWS's order: the service's own variable, AWS_ENDPOINT_URL, the service's entry in the `services` section,
 * `endpoint_url`. An additional file is asked before the environment, which belongs to the user's own files:
 * AWS_ENDPOINT_URL for one stand-in must not turn another one's profiles around.
 * Source: AWS SDKs and Tools Reference Guide, "Service-specific endpoints".
 */
export function findEndpoints(
  name: string,
  settings: ReadonlyMap<string, Setting>,
  sections: PairSections,
  env: Env,
  t: Translate,
): Endpoints {
  const additional = sections.pair.label !== undefined;
  if (ignored(settings, additional ? {} : env)) return noEndpoints;
  const file = fromFile(name, settings, sections, t);
  if (file instanceof Failure) return { ...noEndpoints, broken: file };
  const variables = environmentEndpoints(env);
  const order = additional ? [file, variables] : [variables, file];
  // the nearer place as a whole comes before the farther one, so a general variable beats a file's service entry
  const pick = (service: ServiceName): Found | undefined =>
    order.map((place) => place.services.get(service) ?? place.all).find((found) => found !== undefined);
  return checked(
    pick,
    order.map(({ all }) => all).find((found) => found !== undefined),
    t,
  );
}

export const noEndpoints: Endpoints = { all: undefined, services: new Map(), broken: undefined };

interface Place {
  readonly all: Found | undefined;
  readonly services: ReadonlyMap<ServiceName, Found>;
}

function ignored(settings: ReadonlyMap<string, Setting>, env: Env): boolean {
  const value =
    env["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] ?? settings.get("ignore_configured_endpoint_urls")?.text;
  return value?.trim().toLowerCase() === "true";
}

export function environmentEndpoints(env: Env): Place {
  const found = (variable: string): Found | undefined => {
    const url = env[variable]?.trim();
    return url === undefined || url === "" ? undefined : { url, where: variable, detail: {} };
  };
  return {
    all: found("AWS_ENDPOINT_URL"),
    services: present((service) => found(`AWS_ENDPOINT_URL_${service.toUpperCase()}`)),
  };
}

function fromFile(
  name: string,
  settings: ReadonlyMap<string, Setting>,
  sections: PairSections,
  t: Translate,
): Place | Failure {
  const found = (value: Setting | undefined): Found | undefined =>
    value && {
      url: value.text,
      where: `${value.file}:${value.line}`,
      detail: { file: value.file, line: value.line },
    };
  const named = settings.get("services");
  const section = named && sections.services.get(named.text)?.settings;
  if (named && !section) {
    return new Failure(
      "config/invalid-endpoint",
      t(
        "Profile {0} takes its endpoints from [services {1}], which does not exist. Add that section to {2}, or remove the line services = {1}.",
        name,
        named.text,
        sections.pair.config,
      ),
      { profile: name, file: named.file, line: named.line },
    );
  }
  return {
    all: found(settings.get("endpoint_url")),
    services: present((service) => found(section?.get(`${service}.endpoint_url`))),
  };
}

function present(find: (service: ServiceName) => Found | undefined): ReadonlyMap<ServiceName, Found> {
  const map = new Map<ServiceName, Found>();
  for (const service of services) {
    const found = find(service);
    if (found) map.set(service, found);
  }
  return map;
}

export function checked(
  pick: (service: ServiceName) => Found | undefined,
  all: Found | undefined,
  t: Translate,
): Endpoints {
  const map = present(pick);
  const wrong = [...map.values(), ...(all ? [all] : [])].find(({ url }) => !isEndpoint(url));
  const broken =
    wrong &&
    new Failure(
      "config/invalid-endpoint",
      t(
        "The endpoint in {0} is not an http or https address without user name. Write it like https://host:port, or remove it.",
        wrong.where,
      ),
      wrong.detail,
    );
  return { all: all?.url, services: new Map([...map].map(([service, { url }]) => [service, url])), broken };
}

function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hostname } = new URL(text);
  return /^https?:$/u.test(protocol) && username === "" && password === "" && hostname !== "";
}
