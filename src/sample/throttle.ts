import { ServiceError } from "./wire/serviceError.js";

/** Requests a second per account and Region; AWS's own figures unless a test sets others. */
export interface ThrottleLimits {
  /** LookupEvents and ListInsightsData. */
  readonly lookupPerSecond: number;
  /** Every other read operation. */
  readonly otherPerSecond: number;
}

export const awsLimits: ThrottleLimits = { lookupPerSecond: 2, otherPerSecond: 10 };

interface Bucket {
  tokens: number;
  filledMs: number;
}

/** Token buckets that hold one second's worth of requests. */
export class Throttle {
  limits: ThrottleLimits;
  readonly #buckets = new Map<string, Bucket>();

  constructor(limits: ThrottleLimits) {
    this.limits = limits;
  }

  /** Takes one request from the bucket of this operation, account and Region. `nowMs` must never go back. */
  take(operation: string, accountId: string, region: string, nowMs: number): void {
    const perSecond = operation === "LookupEvents" ? this.limits.lookupPerSecond : this.limits.otherPerSecond;
    if (perSecond === Infinity) return;
    const key = `${operation} ${accountId} ${region}`;
    const bucket = this.#buckets.get(key) ?? { tokens: perSecond, filledMs: nowMs };
    const tokens = Math.min(perSecond, bucket.tokens + ((nowMs - bucket.filledMs) / 1000) * perSecond);
    this.#buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, filledMs: nowMs });
    if (tokens < 1) throw new ServiceError("ThrottlingException", "Rate exceeded");
  }
}
