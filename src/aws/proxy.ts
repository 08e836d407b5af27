import type { Env } from "./profiles/files.js";

/** Which proxy requests go through, from the editor's setting and the usual environment variables. */
export interface ProxySettings {
  /** The editor's `http.proxy`; it comes before the environment's. */
  readonly proxy?: string | undefined;
  /** Hosts to reach directly, beside those in NO_PROXY. */
  readonly noProxy?: readonly string[] | undefined;
}

/** The proxy for one address; undefined when it is reached directly. Loopback hosts always are. */
export function proxyFor(url: URL, settings: ProxySettings, env: Env): string | undefined {
  const variable = (name: string): string | undefined =>
    env[name.toLowerCase()]?.trim() || env[name]?.trim() || undefined;
  const exceptions = [...(settings.noProxy ?? []), ...(variable("NO_PROXY") ?? "").split(/[\s,]+/u)];
  if (isLoopback(url.hostname) || exceptions.some((exception) => covers(exception, url))) return undefined;
  const own = url.protocol === "https:" ? variable("HTTPS_PROXY") : variable("HTTP_PROXY");
  const proxy = settings.proxy?.trim() || own || variable("ALL_PROXY");
  if (proxy === undefined) return undefined;
  return proxy.includes("://") ? proxy : `http://${proxy}`;
}

const isLoopback = (host: string): boolean =>
  host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127(\.\d+){3}$/u.test(host);

/** `*`, `host`, `.domain`, `*.domain`, each with an optional port; a bare domain covers its subdomains too. */
function covers(exception: string, url: URL): boolean {
  if (exception === "*") return true;
  const [, name = "", port] = /^(.*?)(?::(\d+))?$/u.exec(exception.trim().toLowerCase()) ?? [];
  const domain = name.replace(/^\*?\./u, "");
  const urlPort = url.port || (url.protocol === "https:" ? "443" : "80");
  if (domain === "" || (port !== undefined && port !== urlPort)) return false;
  return url.hostname === domain || url.hostname.endsWith(`.${domain}`);
}
