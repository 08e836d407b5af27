import { at, text } from "../core/base/json.js";
import { authenticate, type Caller } from "./auth/authenticate.js";
import { explicitDeny } from "./auth/authorize.js";
import type { Fault, Faults } from "./faults.js";
import type { RequestLog } from "./requestLog.js";
import { route } from "./route.js";
import type { Route, Sample } from "./service.js";
import { routeSignIn } from "./services/signInRoutes.js";
import type { Throttle } from "./throttle.js";
import { answer, type Answer } from "./wire/answer.js";
import { restJsonError } from "./wire/protocols.js";
import type { WireRequest } from "./wire/request.js";
import { ServiceError } from "./wire/serviceError.js";
import { parseAuthorization } from "./wire/sigv4.js";

export interface Handler {
  readonly sample: Sample;
  readonly faults: Faults;
  readonly throttle: Throttle;
  readonly log: RequestLog;
  /** What time it is in the account. */
  readonly now: () => number;
  /** The wall clock, by which requests are signed and sessions end. */
  readonly signingNow: () => number;
}

/** An answer, and the fault that spoils its delivery. */
export interface Handled {
  readonly answer: Answer;
  readonly fault: Fault | undefined;
}

/** Answers one request and writes it down. Throws nothing but bugs of the sample. */
export function handle(request: WireRequest, handler: Handler): Handled {
  const found = tryRoute(request);
  if (found instanceof ServiceError) return { answer: restJsonError(found), fault: undefined };
  const played = play(request, found, handler);
  handler.log.add({
    timeMs: handler.now(),
    service: found.service,
    operation: found.operation,
    accountId: played.caller?.principal.account.id ?? "",
    region: regionOf(request),
    attribute: attributeOf(found),
    paged: text(found.input["NextToken"]) !== undefined,
    status: played.answer.status,
    error: played.error,
  });
  return played;
}

function tryRoute(request: WireRequest): Route | ServiceError {
  try {
    return routeSignIn(request) ?? route(request);
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
}

/** The other services allow far more than anybody asks of them here. */
const throttled = new Set(["cloudtrail", "account"]);

type Played = Handled & { readonly caller: Caller | undefined; readonly error: string | undefined };

function play(request: WireRequest, found: Route, handler: Handler): Played {
  let caller: Caller | undefined;
  let fault: Fault | undefined;
  try {
    caller = found.signed ? authenticate(request, handler.sample.keys, handler.signingNow()) : undefined;
    const accountId = caller?.principal.account.id ?? "";
    fault = handler.faults.next({ operation: found.operation, region: regionOf(request), accountId });
    const spoiled = fault && answerOf(fault, found, caller);
    if (spoiled) return { answer: spoiled, fault, caller, error: fault?.kind };
    const response = run(found, caller, handler);
    return { answer: response, fault, caller, error: fault?.kind };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { answer: found.toError(error), fault, caller, error: error.code };
  }
}

function run(
  found: Route,
  caller: Caller | undefined,
  { sample, throttle, now, signingNow }: Handler,
): Answer {
  if (!found.signed) return found.run(sample, signingNow());
  if (!caller)
    throw new ServiceError("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
  const { principal, region } = caller;
  if (throttled.has(found.service))
    throttle.take(found.operation, principal.account.id, region, performance.now());
  return found.run({ sample, principal, region, nowMs: found.service === "sts" ? signingNow() : now() });
}

/** The answer a fault gives by itself; undefined for those that only spoil a real answer on its way. */
function answerOf(fault: Fault, found: Route, caller: Caller | undefined): Answer | undefined {
  switch (fault.kind) {
    case "error":
      return fault.body === undefined
        ? found.toError(
            new ServiceError(
              fault.code ?? "InternalFailure",
              fault.message ?? "An internal error occurred.",
              fault.status,
            ),
          )
        : answer(fault.status, "text/html", fault.body);
    case "throttle":
      return found.toError(new ServiceError("ThrottlingException", "Rate exceeded"));
    case "expired":
      return found.toError(
        new ServiceError(
          "ExpiredTokenException",
          "The security token included in the request is expired",
          403,
        ),
      );
    case "denied":
      return caller && found.toError(explicitDeny(caller.principal, found.action));
    default:
      return undefined;
  }
}

const regionOf = (request: WireRequest): string =>
  parseAuthorization(request.headers["authorization"])?.region ?? "";

function attributeOf({ input }: Route): string | undefined {
  const list = input["LookupAttributes"];
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  const key = text(at(first, "AttributeKey"));
  return key === undefined ? undefined : `${key}=${text(at(first, "AttributeValue")) ?? ""}`;
}
