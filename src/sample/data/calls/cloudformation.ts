import type { ApiCall } from "../draft.js";
import { stackArn, type Stack } from "../infrastructure.js";
import { indexed } from "./call.js";

const changeSetArn = (stack: Stack, name: string, id: string): string =>
  `arn:aws:cloudformation:${stack.region}:${stack.account.id}:changeSet/${name}/${id}`;

const onStack = (name: string, stack: Stack, more: Partial<ApiCall>): ApiCall => ({
  source: "cloudformation.amazonaws.com",
  name,
  readOnly: false,
  request: { stackName: stack.name },
  indexed: indexed("AWS::CloudFormation::Stack", stackArn(stack)),
  ...more,
});

export const describeStacks = (stack: Stack): ApiCall =>
  onStack("DescribeStacks", stack, { readOnly: true, indexed: [] });
export const describeStackEvents = (stack: Stack): ApiCall =>
  onStack("DescribeStackEvents", stack, { readOnly: true, indexed: [] });
export const getTemplate = (stack: Stack): ApiCall =>
  onStack("GetTemplate", stack, { readOnly: true, indexed: [] });

export interface ChangeSet {
  readonly stack: Stack;
  readonly name: string;
  readonly id: string;
}

export const createChangeSet = ({ stack, name, id }: ChangeSet, roleArn?: string): ApiCall =>
  onStack("CreateChangeSet", stack, {
    request: {
      stackName: stack.name,
      changeSetName: name,
      changeSetType: "UPDATE",
      roleARN: roleArn,
      capabilities: ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
      parameters: [{ parameterKey: "Stage", parameterValue: "prod" }],
    },
    response: { id: changeSetArn(stack, name, id), stackId: stackArn(stack) },
  });

export const describeChangeSet = ({ stack, name }: ChangeSet): ApiCall =>
  onStack("DescribeChangeSet", stack, {
    readOnly: true,
    request: { stackName: stack.name, changeSetName: name },
    indexed: [],
  });

export const executeChangeSet = ({ stack, name }: ChangeSet): ApiCall =>
  onStack("ExecuteChangeSet", stack, { request: { stackName: stack.name, changeSetName: name } });
