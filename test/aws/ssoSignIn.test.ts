import { createHash } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { SignInUi } from "../../src/aws/connect.js";
import type { SampleServer } from "../../src/sample/server.js";
import { FakeClock } from "../core/base/fakeClock.js";
import { connected, never, prod, sample, temporaryDirectory } from "./support.js";

let server: SampleServer;
let home: string;

beforeEach(async () => {
  server = await sample();
  home = await temporaryDirectory();
  vi.stubEnv("HOME", home); // the SDK finds the token cache by it
  return () => vi.unstubAllEnvs();
});

/** A person who opens the page and confirms, after the editor has asked in vain a few times. */
const confirming = (afterPolls = 0): SignInUi & { readonly shown: string[] } => {
  const shown: string[] = [];
  return {
    shown,
    showCode: async (userCode, verificationUri) => {
      shown.push(userCode, verificationUri);
      await vi.waitFor(
        () => expect(server.requests.of("CreateToken").length).toBeGreaterThanOrEqual(afterPolls),
        5000,
      );
      server.signIn.approve(userCode);
    },
  };
};

const tokenPath = (name: string): string =>
  join(home, ".aws", "sso", "cache", `${createHash("sha1").update(name).digest("hex")}.json`);

describe("signIn", () => {
  test("shows a code, waits for the confirmation, and the profile works from then on", async () => {
    const aws = await connected(server, { home });
    await expect(aws.directory.identify("acme-sso", never)).rejects.toMatchObject({
      code: "aws/sign-in-needed",
    });
    const ui = confirming(2);
    await aws.signIn("acme-sso", ui, never);
    expect(ui.shown[0]).toMatch(/^[A-Z]{4}-[A-Z]{4}$/u);
    expect(ui.shown[1]).toContain(`user_code=${ui.shown[0] ?? ""}`);
    expect((await aws.directory.identify("acme-sso", never)).arn).toContain("alice@acme.example");
  });

  test("leaves the token where every AWS tool finds it, for the user's eyes only", async () => {
    const aws = await connected(server, { home });
    await aws.signIn("acme-sso", confirming(), never);
    const file = tokenPath("acme");
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({
      startUrl: `${server.endpoint}/start`,
      region: "eu-west-1",
      accessToken: expect.any(String) as unknown,
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u) as unknown,
      clientId: expect.any(String) as unknown,
      clientSecret: expect.any(String) as unknown,
      refreshToken: expect.any(String) as unknown,
    });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test("signs in for a profile of the older form, without a session", async () => {
    await writeFile(
      server.configFile,
      `[profile old]\nregion = eu-west-1\nendpoint_url = ${server.endpoint}\nsso_start_url = ${server.endpoint}/old\nsso_region = eu-west-1\nsso_account_id = ${prod}\nsso_role_name = CloudTrailExplorer\n`,
    );
    const aws = await connected(server, { home });
    await aws.signIn("old", confirming(), never);
    expect(await readFile(tokenPath(`${server.endpoint}/old`), "utf8")).toContain("accessToken");
    expect(await aws.directory.identify("old", never)).toMatchObject({ accountId: prod });
  });

  test("signs in for a role whose source signs in through Identity Center", async () => {
    await writeFile(
      server.configFile,
      `\n[profile behind]\nregion = eu-west-1\nendpoint_url = ${server.endpoint}\nrole_arn = arn:aws:iam::444455556666:role/CloudTrailReader\nsource_profile = acme-sso\n`,
      { flag: "a" },
    );
    const aws = await connected(server, { home });
    await aws.signIn("behind", confirming(), never);
    expect(await readFile(tokenPath("acme"), "utf8")).toContain("accessToken");
  });

  test("ends as soon as the person closes the code, and asks no more", async () => {
    const aws = await connected(server, { home });
    const closing: SignInUi = { showCode: () => Promise.reject(new DOMException("closed", "AbortError")) };
    await expect(aws.signIn("acme-sso", closing, never)).rejects.toMatchObject({ name: "AbortError" });
    const asked = server.requests.of("CreateToken").length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.requests.of("CreateToken").length).toBeLessThanOrEqual(asked + 1);
  });

  test("ends when it is aborted, and takes the code away", async () => {
    const aws = await connected(server, { home });
    const gone = new AbortController();
    let taken = false;
    const ui: SignInUi = {
      showCode: async (_code, _uri, signal) => {
        signal.addEventListener("abort", () => (taken = true));
        gone.abort();
      },
    };
    await expect(aws.signIn("acme-sso", ui, gone.signal)).rejects.toMatchObject({ name: "AbortError" });
    expect(taken).toBe(true);
  });

  test("slows down when it is told to", async () => {
    server.faults.add({
      kind: "error",
      status: 400,
      code: "SlowDownException",
      operation: "CreateToken",
      count: 1,
    });
    const aws = await connected(server, { home });
    await aws.signIn("acme-sso", confirming(1), never);
    expect(server.requests.of("CreateToken").length).toBeGreaterThanOrEqual(2);
  });

  test.each([
    ["ExpiredTokenException", "was not confirmed in time"],
    ["AccessDeniedException", "was refused in the browser"],
  ])("says what %s means", async (code, message) => {
    server.faults.add({ kind: "error", status: 400, code, operation: "CreateToken" });
    const aws = await connected(server, { home });
    await expect(aws.signIn("acme-sso", confirming(), never)).rejects.toThrow(message);
  });

  test("gives up when nobody confirms in time", async () => {
    const clock = new FakeClock(Date.now());
    const ui: SignInUi = {
      showCode: () => {
        clock.advance(599_000);
        return new Promise(() => undefined);
      },
    };
    const aws = await connected(server, { home, clock });
    await expect(aws.signIn("acme-sso", ui, never)).rejects.toThrow("was not confirmed in time");
  });

  test("says so when no profile of the account uses Identity Center", async () => {
    const aws = await connected(server, { home });
    await expect(aws.signIn("acme-logs", confirming(), never)).rejects.toThrow(
      "No profile of acme-logs uses IAM Identity Center",
    );
  });

  test("an expired token is renewed without a sign-in while the session lasts, else the profile says to sign in", async () => {
    const aws = await connected(server, { home });
    await aws.signIn("acme-sso", confirming(), never);
    const token = JSON.parse(await readFile(tokenPath("acme"), "utf8")) as Record<string, unknown>;
    await writeFile(tokenPath("acme"), JSON.stringify({ ...token, expiresAt: "2020-01-01T00:00:00Z" }));
    await aws.directory.refresh();
    expect(await aws.directory.identify("acme-sso", never)).toMatchObject({ accountId: prod });
  });

  test("a role that Identity Center does not give is named", async () => {
    const text = await readFile(server.configFile, "utf8");
    await writeFile(
      server.configFile,
      text.replace("sso_role_name = CloudTrailExplorer", "sso_role_name = Admin"),
    );
    const aws = await connected(server, { home });
    await aws.signIn("acme-sso", confirming(), never);
    await expect(aws.directory.identify("acme-sso", never)).rejects.toThrow(
      "IAM Identity Center gives you no role Admin",
    );
  });
});
