import { randomUUID } from "node:crypto";
import { dayMs } from "../data/history.js";
import { stackArn, type Stack } from "../data/infrastructure.js";
import { findStack, membersOf, stacksIn, type StackMember } from "../data/stackResources.js";
import { answer, element, type Answer } from "../wire/answer.js";
import { cloudFormationNamespace } from "../wire/protocols.js";
import { ServiceError } from "../wire/serviceError.js";

interface Context {
  readonly accountId: string;
  readonly region: string;
  readonly nowMs: number;
}

/** The stacks were made long before the history begins. */
const age = 400 * dayMs;

/** CloudFormation's query protocol, as far as linking a template to its stack needs it. */
export function cloudFormation(operation: string, form: URLSearchParams, context: Context): Answer {
  switch (operation) {
    case "ListStacks": {
      const wanted = statuses(form);
      const listed =
        wanted.length === 0 || wanted.includes(status) ? stacksIn(context.accountId, context.region) : [];
      return respond(
        operation,
        list(
          "StackSummaries",
          listed.map((stack) => summary(stack, context)),
        ),
      );
    }
    case "DescribeStackResources": {
      const stack = wantStack(form, context);
      return respond(
        operation,
        list(
          "StackResources",
          membersOf(stack).map((each) => described(stack, each, context)),
        ),
      );
    }
    case "ListStackResources": {
      const stack = wantStack(form, context);
      return respond(
        operation,
        list(
          "StackResourceSummaries",
          membersOf(stack).map((each) => listedMember(each, context)),
        ),
      );
    }
    default:
      throw new ServiceError(
        "UnknownOperationException",
        `Could not find operation ${operation} for version 2010-05-15`,
      );
  }
}

const status = "UPDATE_COMPLETE";

const statuses = (form: URLSearchParams): readonly string[] =>
  [...form].filter(([name]) => name.startsWith("StackStatusFilter.member.")).map(([, value]) => value);

function wantStack(form: URLSearchParams, { accountId, region }: Context): Stack {
  const name = form.get("StackName") ?? "";
  const stack = findStack(accountId, region, name);
  if (stack) return stack;
  throw new ServiceError("ValidationError", `Stack with id ${name} does not exist`);
}

const made = ({ nowMs }: Context): string => new Date(nowMs - age).toISOString();

const summary = (stack: Stack, context: Context): string =>
  element("StackId", stackArn(stack)) +
  element("StackName", stack.name) +
  element("CreationTime", made(context)) +
  element("StackStatus", status);

const described = (stack: Stack, each: StackMember, context: Context): string =>
  element("StackName", stack.name) +
  element("StackId", stackArn(stack)) +
  element("Timestamp", made(context)) +
  names(each);

const listedMember = (each: StackMember, context: Context): string =>
  element("LastUpdatedTimestamp", made(context)) + names(each);

const names = ({ logicalId, physicalId, type }: StackMember): string =>
  element("LogicalResourceId", logicalId) +
  element("PhysicalResourceId", physicalId) +
  element("ResourceType", type) +
  element("ResourceStatus", status);

const list = (name: string, members: readonly string[]): string =>
  `<${name}>${members.map((each) => `<member>${each}</member>`).join("")}</${name}>`;

const respond = (operation: string, result: string): Answer =>
  answer(
    200,
    "text/xml",
    `<${operation}Response xmlns="${cloudFormationNamespace}"><${operation}Result>${result}</${operation}Result>` +
      `<ResponseMetadata>${element("RequestId", randomUUID())}</ResponseMetadata></${operation}Response>`,
  );
