import { isAborted, isFailure } from "../core/base/failure.js";

/** What an error of the SDK or of the network says, read without trusting its shape. */
export interface ErrorFacts {
  readonly name: string;
  readonly message: string;
  /** Node's error code: `ECONNREFUSED`, `ENOTFOUND`. */
  readonly code: string | undefined;
  readonly host: string | undefined;
  /** HTTP status of the answer, when there was one. */
  readonly status: number | undefined;
  /** What the service's clock showed, from the answer's Date header. */
  readonly serverMs: number | undefined;
  /** The SDK has taken the measured clock difference over, so the same request is worth another try. */
  readonly skewCorrected: boolean;
}

export type Trouble =
  | "aborted"
  | "explained"
  | "throttled"
  | "skewed"
  | "expired"
  | "denied"
  | "unknown-key"
  | "wrong-secret"
  | "unknown-region"
  | "not-available"
  | "page-token"
  | "insight-off"
  | "unreachable"
  | "untrusted-tls"
  | "cut"
  | "silent"
  | "proxy"
  | "bad-answer"
  | "server"
  | "other";

export function errorFacts(error: unknown): ErrorFacts {
  const metadata = field(error, "$metadata");
  const response = field(error, "$response");
  const date = textField(field(response, "headers"), "date");
  const serverMs = date === undefined ? Number.NaN : Date.parse(date);
  const status = field(metadata, "httpStatusCode") ?? field(response, "statusCode");
  const message = textField(error, "message") ?? String(error);
  return {
    name: textField(error, "name") ?? "Error",
    message,
    code: textField(error, "code") ?? codeIn(message),
    host: textField(error, "hostname"),
    status: typeof status === "number" ? status : undefined,
    serverMs: Number.isNaN(serverMs) ? undefined : serverMs,
    skewCorrected: field(metadata, "clockSkewCorrected") === true,
  };
}

/**
 * The error as a Failure's cause: its words alone. The SDK's own error holds the answer with its request, whose
 * headers are signed and carry the session token.
 */
export function plainCause(error: unknown): Error {
  const { name, message, code, status } = errorFacts(error);
  const more = [code, status].filter((part) => part !== undefined && !message.includes(String(part)));
  return new Error(`${name}: ${message}${more.length > 0 ? ` (${more.join(", ")})` : ""}`);
}

const field = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null && key in value
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;

function textField(value: unknown, key: string): string | undefined {
  const found = field(value, key);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** Credential providers wrap what went wrong below them into one sentence. */
const codeIn = (message: string): string | undefined =>
  /\b(E(?:CONN(?:REFUSED|RESET|ABORTED)|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH|TIMEDOUT|PIPE))\b/u.exec(
    message,
  )?.[1];

/** Node's and OpenSSL's error codes. */
const byCode: readonly (readonly [RegExp, Trouble])[] = [
  [/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/u, "unreachable"],
  [/^(ECONNRESET|ECONNABORTED|EPIPE|ERR_STREAM_PREMATURE_CLOSE|HPE_\w+)$/u, "cut"],
  [/^ETIMEDOUT$/u, "silent"],
  [/CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|^EPROTO$|^ERR_(SSL|TLS)/u, "untrusted-tls"],
];

/** Several troubles share a name and differ in the service's words alone. */
const byMessage: readonly (readonly [RegExp, Trouble])[] = [
  [/Signature (expired|not yet current)/u, "skewed"],
  [/scoped to a valid region/iu, "unknown-region"],
];

/** Exception names, from the services' models and from the SDK's own lists; see `@smithy/core` retry constants. */
const byName: readonly (readonly [RegExp, Trouble])[] = [
  [
    /^(Throttl|TooManyRequests|RequestLimitExceeded|RequestThrottled|SlowDown|LimitExceeded|BandwidthLimit)/u,
    "throttled",
  ],
  [/^(RequestTimeTooSkewed|RequestInTheFuture|RequestExpired)/u, "skewed"],
  [/^(ExpiredToken|TokenRefreshRequired)/u, "expired"],
  [/^(UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|AuthFailure)/u, "unknown-key"],
  [/^(SignatureDoesNotMatch|InvalidSignature|IncompleteSignature)/u, "wrong-secret"],
  [/^(AccessDenied|UnauthorizedOperation|AuthorizationError|Forbidden)/u, "denied"],
  [
    /^(UnsupportedOperation|OperationNotPermitted|UnknownOperation|OptInRequired|SubscriptionRequired)/u,
    "not-available",
  ],
  [/^(InvalidNextToken|InvalidToken(?!Id))/u, "page-token"],
  [/^InsightNotEnabled/u, "insight-off"],
  [/^TimeoutError$/u, "silent"],
];

export function troubleOf(error: unknown): Trouble {
  if (isAborted(error)) return "aborted";
  if (isFailure(error)) return "explained";
  const { name, message, code, status } = errorFacts(error);
  if (status === 407) return "proxy";
  if (status === 429) return "throttled";
  return (
    first(byMessage, message) ??
    first(byCode, code) ??
    first(byName, name) ??
    byAnswer(name, message, status ?? 0)
  );
}

const first = (table: readonly (readonly [RegExp, Trouble])[], text = ""): Trouble | undefined =>
  table.find(([pattern]) => pattern.test(text))?.[1];

function byAnswer(name: string, message: string, status: number): Trouble {
  if (/^aborted$|premature|socket hang up|connection ended/iu.test(message)) return "cut";
  if (status >= 500) return "server";
  // the SDK says so of every answer it cannot read
  if (name === "SyntaxError" || message.includes("Deserialization error")) return "bad-answer";
  return "other";
}
