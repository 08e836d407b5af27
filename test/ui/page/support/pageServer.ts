import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundles } from "../../../../scripts/lib/bundles.mjs";
import { pageHtml } from "../../../../src/host/search/html.js";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".ttf": "font/ttf",
};

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Builds the page as the package does and serves it over loopback in the document the host writes, so that
 * script, styles and font are under the very policy they have in VS Code.
 */
export async function servePages(script = "search.js"): Promise<PageServer> {
  const folder = await buildPage();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    if (pathname === "/") {
      const { port } = server.address() as AddressInfo;
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end(html(`http://127.0.0.1:${port}`, script));
      return;
    }
    const type = types[extname(pathname)];
    const send = (body: Buffer): void => {
      response.writeHead(200, { "content-type": type });
      response.end(body);
    };
    // a browser asks for it on its own
    if (pathname === "/favicon.ico") return void response.writeHead(204).end();
    const missing = (): void => {
      response.writeHead(404);
      response.end();
    };
    if (type === undefined || pathname.includes("..")) missing();
    else readFile(join(folder, pathname)).then(send, missing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const html = (origin: string, script: string): string =>
  pageHtml({
    nonce: randomBytes(16).toString("base64"),
    cspSource: origin,
    script: `${origin}/${script}`,
    styles: [`${origin}/codicon.css`],
    locale: "en",
    title: "CloudTrail",
    l10n: undefined,
  });

async function buildPage(): Promise<string> {
  mkdirSync(join(root, "out"), { recursive: true });
  const outdir = mkdtempSync(join(root, "out/page-"));
  const wanted = bundles(root).filter(({ name }) => name === "page" || name === "styles");
  await Promise.all(
    wanted.map(({ options }) =>
      build({
        ...options,
        absWorkingDir: root,
        outdir,
        minify: true,
        define: { "process.env.NODE_ENV": '"production"' },
        logLevel: "warning",
      }),
    ),
  );
  return outdir;
}
