import { describe, expect, test } from "vitest";
import { accountOfArn, identityOfArn } from "../../../../src/core/iac/identity/arnIdentity.js";

const account = "111122223333";
const read = (arn: string): readonly [string | undefined, readonly string[], string | undefined] => {
  const found = identityOfArn(arn);
  return [found?.row.type, found?.instance.identities.map(({ name }) => name) ?? [], found?.instance.region];
};

describe("what an ARN means", () => {
  test.each([
    ["arn:aws:s3:::logs-prod", "AWS::S3::Bucket", ["logs-prod"], undefined],
    ["arn:aws:s3:::logs-prod/a/key.json", "AWS::S3::Bucket", ["logs-prod"], undefined],
    [`arn:aws:iam::${account}:role/teams/a/deploy`, "AWS::IAM::Role", ["deploy"], "us-east-1"],
    [`arn:aws-cn:iam::${account}:user/alice`, "AWS::IAM::User", ["alice"], "cn-north-1"],
    [
      `arn:aws:dynamodb:eu-west-1:${account}:table/orders/index/by-day`,
      "AWS::DynamoDB::Table",
      ["orders"],
      "eu-west-1",
    ],
    [`arn:aws:lambda:eu-west-1:${account}:function:pay`, "AWS::Lambda::Function", ["pay"], "eu-west-1"],
    [
      `arn:aws:ec2:eu-west-1:${account}:security-group/sg-0a1`,
      "AWS::EC2::SecurityGroup",
      ["sg-0a1"],
      "eu-west-1",
    ],
    [
      `arn:aws:sqs:eu-west-1:${account}:jobs`,
      "AWS::SQS::Queue",
      [`https://sqs.eu-west-1.amazonaws.com/${account}/jobs`],
      "eu-west-1",
    ],
    [
      `arn:aws:ssm:eu-west-1:${account}:parameter/app/db/url`,
      "AWS::SSM::Parameter",
      ["/app/db/url"],
      "eu-west-1",
    ],
    [
      `arn:aws:secretsmanager:eu-west-1:${account}:secret:app/db-AbCdEf:password::`,
      "AWS::SecretsManager::Secret",
      ["app/db"],
      "eu-west-1",
    ],
  ])("%s", (arn, type, names, region) => {
    const [found, asked, where] = read(arn);
    expect([found, where]).toEqual([type, region]);
    expect(asked).toEqual(expect.arrayContaining(names));
  });

  test("a log group's star and streams are no part of its name", () => {
    const group = `arn:aws:logs:eu-west-1:${account}:log-group:/aws/lambda/pay`;
    expect(identityOfArn(`${group}:*`)).toEqual(identityOfArn(group));
    expect(identityOfArn(`${group}:log-stream:2026/11`)).toEqual(identityOfArn(group));
    expect(identityOfArn(group)?.row.type).toBe("AWS::Logs::LogGroup");
  });

  test.each([
    "",
    "logs-prod",
    "arn:aws:s3",
    "arn:aws:s3:::logs-*",
    `arn:aws:nosuch:eu-west-1:${account}:x/y`,
  ])("%j means nothing known", (text) => expect(identityOfArn(text)).toBeUndefined());

  test("the account is told where there is one", () => {
    expect(accountOfArn(`arn:aws:nosuch:eu-west-1:${account}:x/y`)).toBe(account);
    expect(accountOfArn("arn:aws:iam::aws:policy/ReadOnlyAccess")).toBeUndefined();
    expect(accountOfArn("x")).toBeUndefined();
  });

  test("hostile text is answered in linear time", () => {
    const long = `arn:aws:iam::${account}:role/${"a/".repeat(900)}`;
    expect(identityOfArn(long)).toBeUndefined();
    expect(identityOfArn(`arn:aws:s3:::${"x".repeat(1_000_000)}`)).toBeUndefined();
  });
});
