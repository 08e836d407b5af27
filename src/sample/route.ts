import { isObject, type JsonObject } from "../core/base/json.js";
import { authorize } from "./auth/authorize.js";
import type { Route } from "./service.js";
import { accountOperations } from "./services/account.js";
import { cloudFormation } from "./services/cloudFormation.js";
import { cloudtrailOperations } from "./services/cloudtrail.js";
import type { Operations } from "./services/operation.js";
import { organizationsOperations } from "./services/organizations.js";
import { routeS3 } from "./services/s3.js";
import { assumeRole, assumeRoleWithWebIdentity, getCallerIdentity } from "./services/sts.js";
import { jsonAnswer } from "./wire/answer.js";
import {
  cloudFormationNamespace,
  json11,
  json11Error,
  queryError,
  queryErrorIn,
  restJsonError,
  type ErrorWriter,
} from "./wire/protocols.js";
import type { WireRequest } from "./wire/request.js";
import { ServiceError } from "./wire/serviceError.js";
import { parseAuthorization } from "./wire/sigv4.js";

/** Finds the service by the name the request was signed for, and the operation by that service's protocol. */
export function route(request: WireRequest): Route {
  const service = serviceOf(request);
  switch (service) {
    case "cloudtrail":
      return routeJson(request, service, cloudtrailOperations);
    case "organizations":
      return routeJson(request, service, organizationsOperations);
    case "account":
      return routeAccount(request);
    case "cloudformation":
      return routeCloudFormation(request);
    case "sts":
      return routeSts(request);
    case "s3":
      return routeS3(request);
    default:
      throw new ServiceError("UnknownOperationException", `The sample has no service ${service}`, 404);
  }
}

/** The signature names the service; an unsigned request is told by its form. */
function serviceOf(request: WireRequest): string {
  const signed = parseAuthorization(request.headers["authorization"])?.service;
  if (signed !== undefined) return signed;
  if (request.headers["x-amz-target"]?.includes("CloudTrail") === true) return "cloudtrail";
  return isForm(request) ? "sts" : "s3";
}

const isForm = (request: WireRequest): boolean =>
  request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;

/** JSON 1.1: the operation stands behind the last dot of the X-Amz-Target header. */
function routeJson(request: WireRequest, service: string, operations: Operations): Route {
  const target = request.headers["x-amz-target"] ?? "";
  return fromOperations(
    request,
    service,
    target.slice(target.lastIndexOf(".") + 1),
    operations,
    json11,
    json11Error,
  );
}

/** REST with one path an operation: `/listRegions`. */
function routeAccount(request: WireRequest): Route {
  const name = request.path.slice(1, 2).toUpperCase() + request.path.slice(2);
  return fromOperations(request, "account", name, accountOperations, "application/json", restJsonError);
}

function fromOperations(
  request: WireRequest,
  service: string,
  name: string,
  operations: Operations,
  contentType: string,
  toError: ErrorWriter,
): Route {
  const input = readJson(request.body);
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  return {
    service,
    operation: name,
    action: operation?.action ?? `${service}:${name}`,
    input: input ?? {},
    toError,
    signed: true,
    run: ({ sample, principal, region, nowMs }) => {
      if (!operation) throw new ServiceError("UnknownOperationException", `Unknown operation ${name}`);
      if (!input) throw new ServiceError("SerializationException", "The request body is no JSON object");
      authorize(principal, operation.action, "*");
      return jsonAnswer(
        200,
        contentType,
        operation.run(input, { principal, region, nowMs, world: sample.world }),
      );
    },
  };
}

/** The body as an object; undefined when it is none. An empty body is an empty object. */
function readJson(body: Buffer): JsonObject | undefined {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return isObject(value) ? value : undefined;
  } catch {
    // The caller answers with a SerializationException.
    return undefined;
  }
}

function routeCloudFormation(request: WireRequest): Route {
  const form = new URLSearchParams(request.body.toString("utf8"));
  const operation = form.get("Action") ?? "";
  return {
    service: "cloudformation",
    operation,
    action: `cloudformation:${operation}`,
    input: {},
    toError: queryErrorIn(cloudFormationNamespace),
    signed: true,
    run: ({ principal, region, nowMs }) => {
      authorize(principal, `cloudformation:${operation}`, "*");
      return cloudFormation(operation, form, { accountId: principal.account.id, region, nowMs });
    },
  };
}

function routeSts(request: WireRequest): Route {
  const form = new URLSearchParams(request.body.toString("utf8"));
  const operation = form.get("Action") ?? "";
  const common = { service: "sts", operation, action: `sts:${operation}`, input: {}, toError: queryError };
  if (operation === "AssumeRoleWithWebIdentity") {
    return {
      ...common,
      signed: false,
      run: ({ keys }, nowMs) => assumeRoleWithWebIdentity(form, { keys, nowMs }),
    };
  }
  return {
    ...common,
    signed: true,
    run: ({ sample, principal, nowMs }) => {
      if (operation === "GetCallerIdentity") return getCallerIdentity(principal);
      if (operation === "AssumeRole") return assumeRole(form, principal, { keys: sample.keys, nowMs });
      throw new ServiceError(
        "UnknownOperationException",
        `Could not find operation ${operation} for version 2011-06-15`,
      );
    },
  };
}
