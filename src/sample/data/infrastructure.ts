import { prod, security, type SampleAccount } from "./organization.js";
import { stableHex, stableUuid } from "./random.js";

/** What the firm runs. Ids are derived from names, so that they stay the same. */
const id = (prefix: string, name: string): string => stableHex(prefix, 16, name);

export const network = {
  vpc: id("vpc-0", "shop"),
  subnets: [id("subnet-0", "shop a"), id("subnet-0", "shop b")] as const,
};

export const securityGroups = {
  database: { id: id("sg-0", "shop-db"), name: "shop-db" },
  workers: { id: id("sg-0", "shop-workers"), name: "shop-workers" },
} as const;

export const instances = [
  id("i-0", "shop worker 1"),
  id("i-0", "shop worker 2"),
  id("i-0", "bastion"),
] as const;

export const buckets = {
  exports: "acme-customer-exports",
  assets: "acme-shop-assets",
  terraformState: "acme-terraform-state",
  trail: "acme-cloudtrail-logs",
  dataLake: "acme-data-lake",
} as const;

export const functions = ["shop-api-checkout", "shop-api-orders"] as const;
export const tables = ["orders", "sessions"] as const;
export const database = "shop-db";
export const autoScalingGroup = "shop-workers";
export const cluster = "shop";

const arn = (service: string, region: string, account: SampleAccount, rest: string): string =>
  `arn:aws:${service}:${region}:${account.id}:${rest}`;

export const keys = {
  shop: { region: "eu-west-1", account: prod, id: stableUuid("key", "shop") },
  exports: { region: "eu-west-1", account: prod, id: stableUuid("key", "exports") },
  cloudtrail: { region: "eu-west-1", account: security, id: stableUuid("key", "cloudtrail") },
} as const;
export type Key = (typeof keys)[keyof typeof keys];
export const keyArn = (key: Key): string => arn("kms", key.region, key.account, `key/${key.id}`);

export interface Stack {
  readonly name: string;
  readonly region: string;
  readonly account: SampleAccount;
}

export const stacks = {
  shopStorage: { name: "shop-storage", region: "eu-west-1", account: prod },
  shopApi: { name: "shop-api", region: "eu-west-1", account: prod },
  dataLake: { name: "DataLakeStack", region: "eu-central-1", account: prod },
} as const;
export const stackArn = (stack: Stack): string =>
  arn(
    "cloudformation",
    stack.region,
    stack.account,
    `stack/${stack.name}/${stableUuid("stack", stack.name)}`,
  );

export interface Secret {
  readonly name: string;
  readonly arn: string;
}

const secret = (name: string, suffix: string): Secret => ({
  name,
  arn: arn("secretsmanager", "eu-west-1", prod, `secret:${name}-${suffix}`),
});
export const secrets = {
  database: secret("shop/database", "aB3xYz"),
  payments: secret("shop/payments", "Qk81mn"),
} as const;

export const functionArn = (name: string, region: string, account: SampleAccount): string =>
  arn("lambda", region, account, `function:${name}`);
export const tableArn = (name: string): string => arn("dynamodb", "eu-west-1", prod, `table/${name}`);
export const bucketArn = (name: string): string => `arn:aws:s3:::${name}`;
