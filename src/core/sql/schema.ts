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
const flag = (name: string, about: string): EventColumn => ({ name, type: "boolean", about });
/** Lake's maps hold texts; nested values in them are JSON text. */
const map = (name: string, about: string): EventColumn => ({ name, type: "map(varchar, varchar)", about });
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
    row("webIdFederationData", "Where a web identity came from", [
      text("federatedProvider", "Provider of the web identity"),
    ]),
    text("sourceIdentity", "Who is behind a chain of roles, where it was set"),
    text("ec2RoleDelivery", "1.0 or 2.0: version of the instance metadata service that gave the credentials"),
  ]),
  text("invokedBy", "The AWS service that made the request for the caller"),
  text("identityProvider", "Provider of a federated caller"),
  local("credentialId", "Id of the credentials of a bearer token"),
  row("onBehalfOf", "The Identity Center user a service acts for", [
    text("userId", "Id of the user"),
    text("identityStoreArn", "ARN of the identity store"),
  ]),
  row("inScopeOf", "What the credentials were issued to", [
    text("sourceArn", "ARN of the function, instance or cluster"),
    text("sourceAccount", "Account of it"),
    text("issuerType", "Its type, as AWS::Lambda::Function"),
    text("credentialsIssuedTo", "Whom they were issued to"),
  ]),
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

/** The one table that statements ask. */
export const EVENT_TABLE = "events";

/**
 * The columns of the table `events`, in Lake's order; what this product adds comes last.
 * Source: CloudTrail user guide, "Supported SQL schemas for event data stores".
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
  map("requestParameters", "What was asked; nested values as JSON text"),
  map("responseElements", "What was answered; null for reads"),
  map("additionalEventData", "Further facts, as MFAUsed of a sign-in"),
  text("requestID", "The service's id of the request"),
  text("eventID", "Unique id of the event"),
  flag("readOnly", "true when the operation only reads"),
  resources,
  text("eventType", "AwsApiCall, AwsServiceEvent, AwsConsoleSignIn, …"),
  text("apiVersion", "Version of the API"),
  flag("managementEvent", "false for data events"),
  text("recipientAccountId", "Whose log the event is in"),
  text("sharedEventID", "Same for the copies of one event in several accounts"),
  text("vpcEndpointId", "VPC endpoint the request went through"),
  text("vpcEndpointAccountId", "Owner of the VPC endpoint"),
  map("serviceEventDetails", "What a service did by itself"),
  map("addendum", "Why an event came late or was delivered again"),
  map("edgeDeviceDetails", "Edge devices the request was for"),
  map("insightDetails", "What CloudTrail Insights noticed"),
  text("eventCategory", "Management, Data, NetworkActivity or Insight"),
  row("tlsDetails", "How the connection was secured; null for calls between services", [
    text("tlsVersion", "As TLSv1.3"),
    text("cipherSuite", "As TLS_AES_128_GCM_SHA256"),
    text("clientProvidedHostHeader", "The host the caller meant to reach"),
  ]),
  text("sessionCredentialFromConsole", "true when the credentials came from a console session"),
  text("eventJson", "The whole record as JSON text"),
  local("actor", "Who it was, as a person says it"),
  local("actor_kind", "user, session, identity-center, root, role, service, account, federated, unknown"),
  local("actor_note", "A second fact about who it was, as the role"),
  local("via", "The tool: Console, CLI, SDK, CloudFormation, Terraform, …"),
  local("service", "eventSource without .amazonaws.com"),
  local("event", "eventName without an API version"),
  local("account", "Whose log the event is in, as the caller's where the record does not say"),
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
