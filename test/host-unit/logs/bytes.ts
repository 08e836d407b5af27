import type { ByteFile } from "../../../src/host/logs/ports.js";

/** A file in memory. */
export const fileOf = (bytes: Uint8Array): ByteFile => ({
  size: bytes.length,
  read: async (offset, length) => bytes.subarray(offset, offset + length),
  close: async () => undefined,
});

/** One record of a log file; the number makes it one of its own. */
export const recordOf = (number: number, fields: Readonly<Record<string, unknown>> = {}) => ({
  eventVersion: "1.09",
  eventID: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
  eventTime: new Date(Date.UTC(2026, 10, 20, 12, 0, number % 60)).toISOString().replace(".000", ""),
  eventName: "PutBucketPolicy",
  eventSource: "s3.amazonaws.com",
  awsRegion: "eu-west-1",
  recipientAccountId: "111122223333",
  userIdentity: { type: "IAMUser", userName: "alice", accountId: "111122223333" },
  requestParameters: { bucketName: `logs-${number}` },
  ...fields,
});

export const logOf = (count: number): Buffer =>
  Buffer.from(JSON.stringify({ Records: Array.from({ length: count }, (_, number) => recordOf(number)) }));
