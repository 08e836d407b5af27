import { regionOptStatus } from "../data/organization.js";
import type { WireRequest } from "../wire/request.js";
import { ServiceError } from "../wire/serviceError.js";
import { isSignedWith, parseAmzDate, parseAuthorization, toAmzDate, type Signature } from "../wire/sigv4.js";
import type { AccessKeys, Principal } from "./principals.js";

export interface Caller {
  readonly principal: Principal;
  readonly region: string;
}

const minuteMs = 60_000;
const invalidToken = "The security token included in the request is invalid.";

/** Who signed the request and for which Region; rejects as AWS does what is not rightly signed. */
export function authenticate(request: WireRequest, keys: AccessKeys, nowMs: number): Caller {
  const signature = parseAuthorization(request.headers["authorization"]);
  if (!signature)
    throw new ServiceError("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
  const key = keys.find(signature.accessKeyId);
  if (!key || (request.headers["x-amz-security-token"] ?? "") !== (key.sessionToken ?? "")) {
    throw new ServiceError("UnrecognizedClientException", invalidToken, 403);
  }
  checkTime(request.headers["x-amz-date"] ?? "", signature, nowMs);
  checkRegion(signature.region);
  if (!isSignedWith(request, signature, key.secret)) {
    throw new ServiceError(
      "InvalidSignatureException",
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
      403,
    );
  }
  if (key.expiresMs !== undefined && key.expiresMs <= nowMs) {
    throw new ServiceError(
      "ExpiredTokenException",
      "The security token included in the request is expired",
      403,
    );
  }
  return { principal: key.principal, region: signature.region };
}

/** A request may be five minutes old or early; S3 allows fifteen. */
function checkTime(amzDate: string, { service, date }: Signature, nowMs: number): void {
  const signedMs = parseAmzDate(amzDate);
  if (Number.isNaN(signedMs) || !amzDate.startsWith(date)) {
    throw new ServiceError(
      "InvalidSignatureException",
      "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP",
      403,
    );
  }
  const allowedMinutes = service === "s3" ? 15 : 5;
  if (Math.abs(nowMs - signedMs) <= allowedMinutes * minuteMs) return;
  if (service === "s3") {
    throw new ServiceError(
      "RequestTimeTooSkewed",
      "The difference between the request time and the current time is too large.",
      403,
    );
  }
  const limit = (sign: 1 | -1): string => toAmzDate(nowMs + sign * allowedMinutes * minuteMs);
  throw new ServiceError(
    "InvalidSignatureException",
    signedMs < nowMs
      ? `Signature expired: ${amzDate} is now earlier than ${limit(-1)} (${toAmzDate(nowMs)} - ${String(allowedMinutes)} min.)`
      : `Signature not yet current: ${amzDate} is still later than ${limit(1)} (${toAmzDate(nowMs)} + ${String(allowedMinutes)} min.)`,
    403,
  );
}

/** A Region that is not switched on knows none of the account's keys. */
function checkRegion(region: string): void {
  const status = Object.hasOwn(regionOptStatus, region) ? regionOptStatus[region] : undefined;
  if (status === "DISABLED") throw new ServiceError("UnrecognizedClientException", invalidToken, 403);
  if (status === undefined) {
    throw new ServiceError(
      "InvalidSignatureException",
      "Credential should be scoped to a valid region. ",
      403,
    );
  }
}
