import { isObject, type JsonObject } from "../../core/base/json.js";
import type { Route, Sample } from "../service.js";
import { answer, escapeXml, jsonAnswer, type Answer } from "../wire/answer.js";
import { oidcError, restJsonError } from "../wire/protocols.js";
import type { WireRequest } from "../wire/request.js";
import { getRoleCredentials, listAccountRoles, listAccounts } from "./portal.js";

/** The services of Identity Center, which take no signature; undefined for every other path. */
export function routeSignIn(request: WireRequest): Route | undefined {
  return routeOidc(request) ?? routePortal(request) ?? routePage(request);
}

function routeOidc({ method, path, body }: WireRequest): Route | undefined {
  const steps: Readonly<
    Record<string, readonly [string, (input: JsonObject, sample: Sample, nowMs: number) => JsonObject]>
  > = {
    "/client/register": ["RegisterClient", (_, { signIn }, nowMs) => signIn.register(nowMs)],
    "/device_authorization": [
      "StartDeviceAuthorization",
      (input, { signIn, endpoint }, nowMs) => signIn.startDevice(input, endpoint, nowMs),
    ],
    "/token": ["CreateToken", (input, { signIn }, nowMs) => signIn.createToken(input, nowMs)],
  };
  const step = method === "POST" && Object.hasOwn(steps, path) ? steps[path] : undefined;
  if (!step) return undefined;
  const [operation, run] = step;
  return {
    service: "sso-oauth",
    operation,
    action: `sso-oauth:${operation}`,
    input: {},
    toError: oidcError,
    signed: false,
    run: (sample, nowMs) => jsonAnswer(200, "application/json", run(parse(body), sample, nowMs)),
  };
}

function parse(body: Buffer): JsonObject {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return isObject(value) ? value : {};
  } catch {
    // An unreadable body lacks every member; the operation says which it misses.
    return {};
  }
}

function routePortal({ path, query, headers }: WireRequest): Route | undefined {
  const calls: Readonly<
    Record<string, readonly [string, (query: URLSearchParams, sample: Sample, nowMs: number) => unknown]>
  > = {
    "/federation/credentials": [
      "GetRoleCredentials",
      (asked, { keys }, nowMs) => getRoleCredentials(asked, keys, nowMs),
    ],
    "/assignment/accounts": ["ListAccounts", () => listAccounts()],
    "/assignment/roles": ["ListAccountRoles", (asked) => listAccountRoles(asked)],
  };
  const call = Object.hasOwn(calls, path) ? calls[path] : undefined;
  if (!call) return undefined;
  const [operation, run] = call;
  return {
    service: "sso",
    operation,
    action: `sso:${operation}`,
    input: {},
    toError: restJsonError,
    signed: false,
    run: (sample, nowMs) => {
      sample.signIn.checkToken(headers["x-amz-sso_bearer_token"] ?? "", nowMs);
      return jsonAnswer(200, "application/json", run(new URLSearchParams(query), sample, nowMs));
    },
  };
}

/** The page a browser opens to confirm the device code. */
function routePage({ method, path, query, body }: WireRequest): Route | undefined {
  if (path !== "/start/device") return undefined;
  const confirmed = method === "POST";
  const userCode = new URLSearchParams(confirmed ? body.toString("utf8") : query).get("user_code") ?? "";
  return {
    service: "sso",
    operation: confirmed ? "ConfirmDevice" : "ShowDevice",
    action: "sso:ConfirmDevice",
    input: {},
    toError: restJsonError,
    signed: false,
    run: ({ signIn }) => {
      if (!confirmed)
        return page(
          `<p>Code ${escapeXml(userCode)}</p><form method="post"><input type="hidden" name="user_code" value="${escapeXml(userCode)}"><button>Allow access</button></form>`,
        );
      return page(
        signIn.approve(userCode)
          ? "<p>Request approved. You can close this window.</p>"
          : "<p>This code is not known.</p>",
      );
    },
  };
}

const page = (content: string): Answer =>
  answer(
    200,
    "text/html; charset=utf-8",
    `<!doctype html><html lang="en"><title>Sample sign-in</title><h1>Sample sign-in</h1>${content}</html>`,
  );
