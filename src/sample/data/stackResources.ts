import { buckets, cluster, functions, stackArn, stacks, tables, type Stack } from "./infrastructure.js";
import { prod } from "./organization.js";

/** A resource of a stack: the template's logical id, what the service calls it, and its type. */
export interface StackMember {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
}

const member = (logicalId: string, type: string, physicalId: string): StackMember => ({
  logicalId,
  type,
  physicalId,
});

const [checkout, orders] = functions;
const [ordersTable, sessionsTable] = tables;

/** What the templates of `samples/workspace` made; their logical ids are the same there. */
const members: ReadonlyMap<string, readonly StackMember[]> = new Map([
  [
    stacks.shopStorage.name,
    [
      member("AssetsBucket", "AWS::S3::Bucket", buckets.assets),
      member("OrdersTable", "AWS::DynamoDB::Table", ordersTable),
      member("SessionsTable", "AWS::DynamoDB::Table", sessionsTable),
    ],
  ],
  [
    stacks.shopApi.name,
    [
      member("CheckoutFunction", "AWS::Lambda::Function", checkout),
      member("OrdersFunction", "AWS::Lambda::Function", orders),
      member("CheckoutRole", "AWS::IAM::Role", "shop-api-checkout-role"),
      member(
        "WebService",
        "AWS::ECS::Service",
        `arn:aws:ecs:${stacks.shopApi.region}:${prod.id}:service/${cluster}/web`,
      ),
    ],
  ],
  [
    stacks.dataLake.name,
    [
      member("LakeBucket9CD7BBD2", "AWS::S3::Bucket", buckets.dataLake),
      member("CrawlerRoleA9495AEE", "AWS::IAM::Role", "DataLakeStack-CrawlerRole"),
      member("CompactorE8922F51", "AWS::Lambda::Function", "DataLakeStack-Compactor"),
    ],
  ],
]);

export const membersOf = (stack: Stack): readonly StackMember[] => members.get(stack.name) ?? [];

export const stacksIn = (accountId: string, region: string): readonly Stack[] =>
  Object.values(stacks).filter((stack) => stack.account.id === accountId && stack.region === region);

/** By name or ARN, as the operations take it. */
export const findStack = (accountId: string, region: string, name: string): Stack | undefined =>
  stacksIn(accountId, region).find((stack) => stack.name === name || stackArn(stack) === name);
