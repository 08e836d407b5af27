import { isObject, text, type JsonObject } from "../core/base/json.js";
import type { History } from "./data/history.js";
import type { Fault } from "./faults.js";
import type { Handler } from "./handle.js";
import type { ThrottleLimits } from "./throttle.js";
import { jsonAnswer, type Answer } from "./wire/answer.js";
import { controlRoot, isControl, type WireRequest } from "./wire/request.js";
import { ServiceError } from "./wire/serviceError.js";

/**
 * Remote control for tests in other processes; undefined for requests to AWS services.
 * `/_sample/faults` GET, POST (one fault), DELETE; `/_sample/requests` GET, DELETE;
 * `/_sample/events` POST {accountId, region, records} (null brings back the generated ones);
 * `/_sample/throttle` POST; `/_sample/sessions` DELETE (expires them); `/_sample/sign-in` POST (approves).
 */
export function answerControl(request: WireRequest, handler: Handler): Answer | undefined {
  if (!isControl(request.path)) return undefined;
  // A page in somebody's browser must not steer the account.
  if (request.headers["origin"] !== undefined) return jsonAnswer(403, "application/json", {});
  const value = control(
    `${request.method} ${request.path.slice(controlRoot.length)}`,
    readBody(request.body),
    handler,
  );
  return value === undefined
    ? jsonAnswer(404, "application/json", { message: `No control ${request.method} ${request.path}` })
    : jsonAnswer(200, "application/json", value);
}

function control(asked: string, body: JsonObject, { faults, log, sample, throttle }: Handler): unknown {
  switch (asked) {
    case "GET faults":
      return faults.all;
    case "POST faults":
      faults.add(toFault(body));
      return faults.all;
    case "DELETE faults":
      faults.clear();
      return [];
    case "GET requests":
      return log.all;
    case "DELETE requests":
      log.clear();
      return [];
    case "POST events":
      return plant(body, sample.world.history);
    case "POST throttle":
      throttle.limits = toLimits(body, throttle.limits);
      return throttle.limits;
    case "DELETE sessions":
      sample.keys.expireSessions();
      return {};
    case "POST sign-in":
      sample.signIn.approveAll();
      return {};
    default:
      return undefined;
  }
}

function readBody(body: Buffer): JsonObject {
  const value: unknown = body.length === 0 ? {} : JSON.parse(body.toString("utf8"));
  return isObject(value) ? value : {};
}

const number = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

/** Leaves out what is not there: the faults' matching tells a missing member from one that is undefined. */
function toFault(body: JsonObject): Fault {
  const operation = text(body["operation"]);
  const region = text(body["region"]);
  const accountId = text(body["accountId"]);
  const after = number(body["after"]);
  const count = number(body["count"]);
  return {
    ...toTrouble(body),
    ...(operation === undefined ? {} : { operation }),
    ...(region === undefined ? {} : { region }),
    ...(accountId === undefined ? {} : { accountId }),
    ...(after === undefined ? {} : { after }),
    ...(count === undefined ? {} : { count }),
  };
}

const plainKinds = ["cut", "drop", "malformed", "throttle", "expired", "denied"] as const;

function toTrouble(body: JsonObject): Fault {
  const kind = text(body["kind"]);
  if (kind === "slow") return { kind, delayMs: number(body["delayMs"]) ?? 1000 };
  if (kind === "error") {
    const html = text(body["body"]);
    return { kind, status: number(body["status"]) ?? 500, ...(html === undefined ? {} : { body: html }) };
  }
  const plain = plainKinds.find((known) => known === kind);
  if (plain) return { kind: plain };
  throw new ServiceError("ValidationException", `No fault of kind ${kind ?? "(none)"}`);
}

/** `null` as a limit lifts it. */
function toLimits(body: JsonObject, before: ThrottleLimits): ThrottleLimits {
  const limit = (value: unknown, otherwise: number): number =>
    value === null ? Infinity : (number(value) ?? otherwise);
  return {
    lookupPerSecond: limit(body["lookupPerSecond"], before.lookupPerSecond),
    otherPerSecond: limit(body["otherPerSecond"], before.otherPerSecond),
  };
}

function plant(body: JsonObject, history: History): unknown {
  const accountId = text(body["accountId"]) ?? "";
  const region = text(body["region"]) ?? "";
  const records = body["records"];
  if (Array.isArray(records))
    history.plant(accountId, region, (records as readonly unknown[]).filter(isObject));
  else history.unplant(accountId, region);
  return {};
}
