import { createServer as createHttpServer } from "node:http";
import type { AddressInfo, Server, Socket } from "node:net";
import { connect, createServer } from "node:net";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { describe, expect, onTestFinished, test } from "vitest";
import type { AwsOptions } from "../../src/aws/connect.js";
import type { SampleServer } from "../../src/sample/server.js";
import { connected, never, prod, sample } from "./support.js";

const listening = async (server: Server): Promise<number> => {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

const portOf = ({ endpoint }: SampleServer): number => Number(new URL(endpoint).port);

/** The sample behind a name that only a proxy can find. */
const behind = (
  server: SampleServer,
  endpoint: string,
  env: AwsOptions["env"] = {},
): Partial<AwsOptions> => ({
  env: {
    AWS_SHARED_CREDENTIALS_FILE: server.credentialsFile,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: "eu-west-1",
    ...env,
  },
  connectMs: 300,
  silenceMs: 300,
});

/** An HTTP proxy that tunnels everything to the port, or does what the test says. */
async function proxy(port: number, onConnect?: (socket: Socket) => void) {
  const asked: string[] = [];
  const server = createHttpServer();
  server.on("connect", (request, socket: Socket) => {
    asked.push(`${request.url ?? ""} ${request.headers["proxy-authorization"] ?? ""}`.trim());
    socket.on("error", () => undefined); // the client may go first
    if (onConnect) {
      onConnect(socket);
      return;
    }
    const target = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    target.on("error", () => socket.destroy());
  });
  return { asked, url: `http://127.0.0.1:${await listening(server)}` };
}

const outcome = async (server: SampleServer, options: Partial<AwsOptions>): Promise<unknown> => {
  const { directory } = await connected(server, options);
  return directory.identify("acme-prod", never).catch((error: unknown) => error);
};

describe("proxies", () => {
  test("requests go through HTTP_PROXY, with the name and password of its address", async () => {
    const server = await sample();
    const { asked, url } = await proxy(portOf(server));
    const env = { HTTP_PROXY: url.replace("//", "//me:secret@") };
    const basic = `Basic ${Buffer.from("me:secret").toString("base64")}`;
    expect(await outcome(server, behind(server, "http://sample.invalid", env))).toMatchObject({
      accountId: prod,
    });
    expect(asked[0]).toBe(`sample.invalid:80 ${basic}`);
  });

  test("requests go through the editor's proxy", async () => {
    const server = await sample();
    const { asked, url } = await proxy(portOf(server));
    expect(await outcome(server, { ...behind(server, "http://sample.invalid"), proxy: url })).toMatchObject({
      accountId: prod,
    });
    expect(asked).not.toEqual([]);
  });

  test("a proxy is not asked for this computer's own addresses", async () => {
    const server = await sample();
    const { asked, url } = await proxy(portOf(server));
    expect(await outcome(server, { ...behind(server, server.endpoint), proxy: url })).toMatchObject({
      accountId: prod,
    });
    expect(asked).toEqual([]);
  });

  const troubles: readonly (readonly [string, (socket: Socket) => void, string, string])[] = [
    ["hangs", () => undefined, "aws/network", "did not answer"],
    ["cuts", (socket) => socket.destroy(), "aws/network", "cut"],
    [
      "asks for a password",
      (socket) => socket.end("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"),
      "aws/network",
      "asks for a user name and password",
    ],
    [
      "shows a page of its own",
      (socket) => socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 6\r\n\r\n<html>"),
      "aws/bad-answer",
      "A proxy may have put its own page in its place",
    ],
    [
      "cannot reach AWS",
      (socket) => socket.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"),
      "aws/service",
      "HTTP 502",
    ],
  ];

  test.each(troubles)("a proxy that %s is told clearly", async (_name, onConnect, code, message) => {
    const server = await sample();
    const { url } = await proxy(portOf(server), onConnect);
    const failure = await outcome(server, { ...behind(server, "http://sample.invalid"), proxy: url });
    expect(failure).toMatchObject({ name: "Failure", code });
    expect(String(failure)).toContain(message);
  });

  test.each(["socks5://127.0.0.1:1", "http://"])("a proxy address like %s is refused", async (url) => {
    const server = await sample();
    const failure = await outcome(server, { ...behind(server, "http://sample.invalid"), proxy: url });
    expect(String(failure)).toContain("The proxy's address is not an http or https address");
  });

  test("a proxy that is not there is told with its reason", async () => {
    const server = await sample();
    const failure = await outcome(server, {
      ...behind(server, "http://sample.invalid"),
      proxy: "http://127.0.0.1:1",
    });
    expect(failure).toMatchObject({ code: "aws/network" });
    expect(String(failure)).toContain("ECONNREFUSED");
  });
});

describe("no way to the service", () => {
  test("a server that does not run", async () => {
    const server = await sample();
    const failure = await outcome(server, behind(server, "http://127.0.0.1:1"));
    expect(failure).toMatchObject({ code: "aws/network" });
    expect(String(failure)).toContain(
      "http://127.0.0.1:1 cannot be reached (ECONNREFUSED). Start the server there, or correct the profile's endpoint_url.",
    );
  });

  test("a name that does not exist", async () => {
    const server = await sample();
    const failure = await outcome(server, behind(server, "http://sample.invalid"));
    expect(failure).toMatchObject({ code: "aws/network" });
    expect(String(failure)).toMatch(/sample\.invalid cannot be reached \((ENOTFOUND|EAI_AGAIN)\)/u);
  });

  test("a server that takes connections and says nothing", async () => {
    const server = await sample();
    const port = await listening(createServer());
    const failure = await outcome(server, behind(server, `http://127.0.0.1:${port}`));
    expect(failure).toMatchObject({ code: "aws/network" });
    expect(String(failure)).toContain("did not answer");
  });

  test("a server that does not speak HTTP", async () => {
    const server = await sample();
    const port = await listening(createServer((socket) => void socket.end("SSH-2.0-OpenSSH_9\r\n")));
    expect(await outcome(server, behind(server, `http://127.0.0.1:${port}`))).toMatchObject({
      code: "aws/network",
    });
  });
});

describe("TLS", () => {
  const fixture = (name: string): string => join(import.meta.dirname, "fixtures", name);

  /** The sample behind a certificate that nobody has signed. */
  async function secured(server: SampleServer): Promise<string> {
    const pem = {
      key: readFileSync(fixture("localhost.key.pem")),
      cert: readFileSync(fixture("localhost.cert.pem")),
    };
    const tls = createTlsServer(pem, (socket) => {
      socket.on("error", () => undefined); // a client that does not trust us hangs up
      const target = connect(portOf(server), "127.0.0.1");
      target.on("error", () => socket.destroy());
      target.pipe(socket).pipe(target);
    });
    tls.on("tlsClientError", () => undefined);
    return `https://localhost:${await listening(tls)}`;
  }

  test("a certificate nobody trusts is refused, with what to do behind a company proxy", async () => {
    const server = await sample();
    const failure = await outcome(server, behind(server, await secured(server)));
    expect(failure).toMatchObject({ code: "aws/network" });
    expect(String(failure)).toMatch(/is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\).*AWS_CA_BUNDLE/u);
  });

  test("AWS_CA_BUNDLE names what to trust", async () => {
    const server = await sample();
    const env = { AWS_CA_BUNDLE: fixture("localhost.cert.pem") };
    expect(await outcome(server, behind(server, await secured(server), env))).toMatchObject({
      accountId: prod,
    });
  });

  test("an AWS_CA_BUNDLE that is not there is named", async () => {
    const server = await sample();
    const failure = await outcome(
      server,
      behind(server, await secured(server), { AWS_CA_BUNDLE: "/does/not/exist" }),
    );
    expect(failure).toMatchObject({ code: "config/unreadable", detail: { file: "/does/not/exist" } });
  });
});
