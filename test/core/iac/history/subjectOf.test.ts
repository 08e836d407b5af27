import { expect, test } from "vitest";
import { lookupsOf } from "../../../../src/core/iac/history/historySubject.js";
import { subjectOf } from "../../../../src/core/iac/history/subjectOf.js";
import type { ResourceInstance } from "../../../../src/core/iac/locatedResource.js";
import { aScope } from "../../search/fakes.js";

const scope = aScope("eu-west-1");
const instance = (...names: readonly string[]): ResourceInstance => ({
  label: "",
  identities: names.map((name) => ({ name, grounds: "literal" })),
  arn: undefined,
  accountId: undefined,
  region: undefined,
});
const resource = (type: string, values: readonly string[] = []) => ({
  type,
  fallback: { eventSource: "logs.amazonaws.com", requestParameters: ["logGroupName"], values },
});

test("a resource that is listed by name is asked for by its names", () => {
  const subject = subjectOf(resource("aws_s3_bucket"), instance("logs"), scope);
  expect(subject).toMatchObject({
    type: "AWS::S3::Bucket",
    names: ["logs"],
    indexing: "by-name",
    isPart: false,
  });
});

test("a part is its owner, narrowed to its own calls, which are asked for when the name brings none", () => {
  const subject = subjectOf(resource("aws_s3_bucket_versioning"), instance("logs"), scope);
  expect(subject).toMatchObject({
    type: "AWS::S3::Bucket",
    isPart: true,
    eventNames: ["PutBucketVersioning"],
  });
  expect(subject && lookupsOf(subject)).toEqual({
    first: [{ key: "ResourceName", value: "logs" }],
    fallback: [{ key: "EventName", value: "PutBucketVersioning" }],
  });
});

test("what is not listed is asked for by its calls, and told by the name in the template", () => {
  const subject = subjectOf(resource("AWS::Logs::LogGroup", ["/aws/x"]), instance(), scope);
  expect(subject).toMatchObject({ indexing: "never", names: ["/aws/x"] });
  expect(subject && lookupsOf(subject).first[0]).toEqual({ key: "EventName", value: "PutRetentionPolicy" });
});

test("SAM's own types are what they become", () => {
  expect(subjectOf(resource("AWS::Serverless::Function"), instance("f"), scope)?.type).toBe(
    "AWS::Lambda::Function",
  );
});

test("a name that somebody typed is asked first; without any name there is nothing to ask", () => {
  expect(subjectOf(resource("aws_s3_bucket"), instance("logs"), scope, ["mine"])?.names).toEqual([
    "mine",
    "logs",
  ]);
  expect(subjectOf(resource("aws_s3_bucket"), instance(), scope)).toBeUndefined();
});
