import type { JsonObject } from "../../core/base/json.js";
import { ServiceError } from "../wire/serviceError.js";
import { seconds, type OperationContext } from "./operation.js";

/** The digest keys of this Region; without times the one in use. */
export function listPublicKeys(input: JsonObject, { world, region, nowMs }: OperationContext): unknown {
  const fromMs = readTime(input["StartTime"]) ?? nowMs;
  const toMs = readTime(input["EndTime"]) ?? nowMs;
  if (fromMs > toMs)
    throw new ServiceError("InvalidTimeRangeException", "The start time must be earlier than the end time.");
  return {
    PublicKeyList: world.signingKeys.between(region, fromMs, toMs).map((key) => ({
      Value: key.der.toString("base64"),
      ValidityStartTime: seconds(key.validFromMs),
      ValidityEndTime: seconds(key.validToMs),
      Fingerprint: key.fingerprint,
    })),
  };
}

const readTime = (value: unknown): number | undefined =>
  typeof value === "number" ? value * 1000 : undefined;
