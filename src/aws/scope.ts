import { createHash } from "node:crypto";

/** Tells apart what must share neither a pace nor a cache: account, Region and, for stand-ins, the endpoint. */
export const scopeKey = (accountId: string, region: string, endpoint: string | undefined): string =>
  [accountId, region, endpoint === undefined ? "aws" : endpointHash(endpoint)].join("/");

const endpointHash = (endpoint: string): string =>
  createHash("sha256").update(endpoint).digest("hex").slice(0, 12);
