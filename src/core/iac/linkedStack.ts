import type { LinkedStack } from "./locatedResource.js";

/** Where a stack is asked for. */
export type StackLocation = Pick<LinkedStack, "accountId" | "region">;

/** A stack that was linked by its name or ARN, with what it answered. */
export function linkedStack(
  stack: string,
  { accountId, region }: StackLocation,
  resources: LinkedStack["resources"],
): LinkedStack {
  const isArn = stack.startsWith("arn:");
  const stackName = isArn ? (stack.split("/")[1] ?? stack) : stack;
  return { stackName, stackId: isArn ? stack : undefined, accountId, region, resources };
}
