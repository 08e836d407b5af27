import type { Row } from "../../../src/shared/searchData.js";

export const aRow = (fields: Partial<Row> = {}): Row => ({
  id: "e1",
  timeMs: 0,
  actor: "alice",
  actorNote: "",
  actorKind: "user",
  eventName: "PutBucketPolicy",
  service: "s3",
  resource: "logs-prod",
  moreResources: 0,
  via: "Console",
  from: "203.0.113.7",
  region: "eu-west-1",
  accountId: "111122223333",
  outcome: "changed",
  marks: [],
  errorCode: "",
  accessKeyId: "",
  ...fields,
});
