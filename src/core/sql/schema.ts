/** A column of the event table, as CloudTrail Lake has it. */
export interface EventColumn {
  readonly name: string;
  /** In Trino's words. */
  readonly type: string;
  /** One line for a hover. */
  readonly about: string;
  /** Fields of a row, or of the rows in an array. */
  readonly fields?: readonly EventColumn[];
  /** True for what this product adds: it is not in Lake. */
  readonly local?: true;
}

const text = (name: string, about: string): EventColumn => ({ name, type: "varchar", about });
const row = (name: string, about: string, fields: readonly EventColumn[]): EventColumn => ({
  name,
  type: "row",
  about,
  fields,
});
const local = (name: string, about: string): EventColumn => ({ ...text(name, about), local: true });

const userIdentity = row("userIdentity", "Who made the request", [
  text("type", "Root, IAMUser, AssumedRole, Role, FederatedUser, AWSAccount, AWSService, …"),
  text("principalId", "Unique id of the caller; with the session name for roles"),
  text("arn", "ARN of the caller"),
  text("accountId", "Account of the caller"),
  text("accessKeyId", "Access key that signed the request; ASIA… is temporary"),
  text("userName", "Name of the IAM user"),
  row("sessionContext", "How temporary credentials came about", [
    row("attributes", "When the session began, and whether with MFA", [
      text("creationDate", "When the credentials were issued"),
      text("mfaAuthenticated", "true or false, as text"),
    ]),
    row("sessionIssuer", "The role or user the session was made from", [
      text("type", "Role, User or Root"),
      text("principalId", "Unique id of the issuer"),
      text("arn", "ARN of the role or user"),
      text("accountId", "Account of the issuer"),
      text("userName", "Name of the role or user"),
    ]),
    text("sourceIdentity", "Who is behind a chain of roles, where it was set"),
  ]),
  text("invokedBy", "The AWS service that made the request for the caller"),
  text("identityProvider", "Provider of a federated caller"),
]);

const resources: EventColumn = {
  name: "resources",
  type: "array(row)",
  about: "Resources as CloudTrail lists them; most write events list none",
  fields: [
    text("accountId", "Owner of the resource"),
    text("type", "As AWS::S3::Bucket"),
    text("arn", "ARN of the resource"),
    text("arnPrefix", "Beginning of the ARNs meant, where there are many"),
  ],
};

/**
 * The columns of the table `events`, in Lake's order; what this product adds comes last.
 * Source: CloudTrail user guide, "Supported event schemas for CloudTrail Lake".
 */
export const EVENT_COLUMNS: readonly EventColumn[] = [
  text("eventVersion", "Version of the record's format"),
  userIdentity,
  { name: "eventTime", type: "timestamp", about: "When the request was made, in UTC" },
  text("eventSource", "The service, as s3.amazonaws.com"),
  text("eventName", "The API operation, as PutBucketPolicy"),
  text("awsRegion", "Where the request was made to"),
  text("sourceIPAddress", "Address of the caller, or the name of an AWS service"),
  text("userAgent", "The tool, in its own words"),
  text("errorCode", "Why the request failed; null when it did not"),
  text("errorMessage", "The error in words"),
  {
    name: "requestParameters",
    type: "map(varchar, varchar)",
    about: "What was asked; nested values as JSON text",
  },
  { name: "responseElements", type: "map(varchar, varchar)", about: "What was answered; null for reads" },
  {
    name: "additionalEventData",
    type: "map(varchar, varchar)",
    about: "Further facts, as MFAUsed of a sign-in",
  },
  text("requestID", "The service's id of the request"),
  text("eventID", "Unique id of the event"),
  { name: "readOnly", type: "boolean", about: "true when the operation only reads" },
  resources,
  text("eventType", "AwsApiCall, AwsServiceEvent, AwsConsoleSignIn, …"),
  text("apiVersion", "Version of the API"),
  { name: "managementEvent", type: "boolean", about: "false for data events" },
  text("recipientAccountId", "Whose log the event is in"),
  text("sharedEventID", "Same for the copies of one event in several accounts"),
  text("vpcEndpointId", "VPC endpoint the request went through"),
  { name: "serviceEventDetails", type: "map(varchar, varchar)", about: "What a service did by itself" },
  text("eventCategory", "Management, Data, NetworkActivity or Insight"),
  text("sessionCredentialFromConsole", "true when the credentials came from a console session"),
  text("eventJson", "The whole record as JSON text"),
  local("actor", "Who it was, as a person says it"),
  local("actor_kind", "user, session, identity-center, root, role, service, account, federated, unknown"),
  local("via", "The tool: Console, CLI, SDK, CloudFormation, Terraform, …"),
  local("resource", "What was acted on, as a person says it"),
  local("resource_type", "Its type, as AWS::S3::Bucket"),
  local("outcome", "changed, read, denied, failed or noise"),
  local("marks", "What is worth a second look, as destructive; several with blanks between"),
];

/** The column or field a dotted path names, whatever its case: `userIdentity.sessionContext.attributes`. */
export function columnAt(path: readonly string[]): EventColumn | undefined {
  let found: EventColumn | undefined;
  let fields: readonly EventColumn[] | undefined = EVENT_COLUMNS;
  for (const part of path) {
    found = fields?.find(({ name }) => name.toLowerCase() === part.toLowerCase());
    fields = found?.fields;
    if (!found) return undefined;
  }
  return found;
}
