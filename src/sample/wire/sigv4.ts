import { createHash, createHmac, timingSafeEqual } from "node:crypto";

import type { WireRequest } from "./request.js";

/** The parts of a Signature Version 4 Authorization header. */
export interface Signature {
  readonly accessKeyId: string;
  /** `YYYYMMDD` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  /** Lower-case hex. */
  readonly signature: string;
}

const header =
  /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([^/,]+)\/([^/,]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

export function parseAuthorization(value: string | undefined): Signature | undefined {
  const match = header.exec(value ?? "");
  if (!match) return undefined;
  const [, accessKeyId = "", date = "", region = "", service = "", names = "", signature = ""] = match;
  return { accessKeyId, date, region, service, signedHeaders: names.split(";"), signature };
}

/** Epoch milliseconds of `YYYYMMDDTHHMMSSZ`; NaN for anything else. */
export const parseAmzDate = (text: string): number =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));

export const toAmzDate = (timeMs: number): string =>
  new Date(timeMs).toISOString().replace(/[-:]|\.\d+/g, "");

/** True when the request was signed with this secret. */
export function isSignedWith(request: WireRequest, signature: Signature, secret: string): boolean {
  const bodyHash = sha256(request.body);
  const sentHash = request.headers["x-amz-content-sha256"];
  // S3 clients may send a marker instead of a hash; any hash they send must be that of the body.
  if (sentHash !== undefined && /^[0-9a-f]{64}$/.test(sentHash) && sentHash !== bodyHash) return false;
  const scope = `${signature.date}/${signature.region}/${signature.service}/aws4_request`;
  const toSign = [
    "AWS4-HMAC-SHA256",
    request.headers["x-amz-date"] ?? "",
    scope,
    sha256(canonicalRequest(request, signature, sentHash ?? bodyHash)),
  ].join("\n");
  const expected = hmac(signingKey(secret, signature), toSign);
  return timingSafeEqual(expected, Buffer.from(signature.signature, "hex"));
}

function canonicalRequest(request: WireRequest, signature: Signature, payloadHash: string): string {
  const headers = signature.signedHeaders.map(
    (name) => `${name}:${(request.headers[name] ?? "").trim().replace(/ +/g, " ")}\n`,
  );
  return [
    request.method,
    // Every service but S3 signs the path encoded once more than it is sent.
    signature.service === "s3" ? request.path : request.path.split("/").map(encode).join("/"),
    canonicalQuery(request.query),
    headers.join(""),
    signature.signedHeaders.join(";"),
    payloadHash,
  ].join("\n");
}

function canonicalQuery(query: string): string {
  const pairs = query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      const [name, value] = equals < 0 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return { name: encode(decoded(name)), value: encode(decoded(value)) };
    });
  return pairs
    .sort((a, b) => compare(a.name, b.name) || compare(a.value, b.value))
    .map(({ name, value }) => `${name}=${value}`)
    .join("&");
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A query that is no valid percent-encoding stays as it is; its signature then fails, which is the answer it deserves. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** RFC 3986: everything but letters, digits and `-._~`. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const sha256 = (data: string | Buffer): string => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, data: string): Buffer => createHmac("sha256", key).update(data).digest();
const signingKey = (secret: string, { date, region, service }: Signature): Buffer =>
  hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), service), "aws4_request");
