import { randomUUID } from "node:crypto";

import { answer, element, jsonAnswer, type Answer } from "./answer.js";
import type { ServiceError } from "./serviceError.js";

/** How a service writes its errors. */
export type ErrorWriter = (error: ServiceError) => Answer;

export const json11 = "application/x-amz-json-1.1";

/** JSON 1.1 (CloudTrail, Organizations): nearly every error is a 400, also throttling and denied calls. */
export const json11Error: ErrorWriter = ({ code, message, status }) =>
  jsonAnswer(status >= 500 || status === 404 ? status : 400, json11, { __type: code, message });

/** REST with JSON bodies (account, sign-in): the name stands in a header. */
export const restJsonError: ErrorWriter = ({ code, message, status }) =>
  answer(status, "application/json", JSON.stringify({ message }), { "x-amzn-errortype": code });

/** Sign-in with OIDC: the name stands in the body as OAuth writes it, too. */
export const oidcError: ErrorWriter = ({ code, message, status }) =>
  answer(
    status,
    "application/json",
    JSON.stringify({
      error: code
        .replace(/Exception$/, "")
        .replace(/(?<=[a-z])([A-Z])/g, "_$1")
        .toLowerCase(),
      error_description: message,
    }),
    { "x-amzn-errortype": code },
  );

/** The query protocol of STS has older names for the errors of signing. */
const queryCodes: Readonly<Record<string, readonly [code: string, status: number]>> = {
  AccessDeniedException: ["AccessDenied", 403],
  ExpiredTokenException: ["ExpiredToken", 403],
  InvalidSignatureException: ["SignatureDoesNotMatch", 403],
  MissingAuthenticationTokenException: ["MissingAuthenticationToken", 403],
  ThrottlingException: ["Throttling", 400],
  UnknownOperationException: ["InvalidAction", 400],
  UnrecognizedClientException: ["InvalidClientTokenId", 403],
};

/** The namespaces of the services that speak the query protocol. */
export const cloudFormationNamespace = "http://cloudformation.amazonaws.com/doc/2010-05-15/";
export const stsNamespace = "https://sts.amazonaws.com/doc/2011-06-15/";

/** How a service of the query protocol writes its errors, in its own namespace. */
export const queryErrorIn =
  (namespace: string): ErrorWriter =>
  (error) => {
    const [code, status] = queryCodes[error.code] ?? [error.code, error.status];
    const type = status >= 500 ? "Receiver" : "Sender";
    return answer(
      status,
      "text/xml",
      `<ErrorResponse xmlns="${namespace}"><Error>${element("Type", type)}${element("Code", code)}` +
        `${element("Message", error.message)}</Error>${element("RequestId", randomUUID())}</ErrorResponse>`,
    );
  };

export const queryError = queryErrorIn(stsNamespace);

const s3Codes: Readonly<Record<string, readonly [code: string, status: number]>> = {
  AccessDeniedException: ["AccessDenied", 403],
  ExpiredTokenException: ["ExpiredToken", 400],
  InvalidSignatureException: ["SignatureDoesNotMatch", 403],
  MissingAuthenticationTokenException: ["AccessDenied", 403],
  ThrottlingException: ["SlowDown", 503],
  UnrecognizedClientException: ["InvalidAccessKeyId", 403],
};

export const s3Error: ErrorWriter = (error) => {
  const [code, status] = s3Codes[error.code] ?? [error.code, error.status];
  return answer(
    status,
    "application/xml",
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${element("Code", code)}${element("Message", error.message)}` +
      `${element("RequestId", randomUUID())}</Error>`,
  );
};
