/**
 * The event table that SQL sees: CloudTrail Lake's columns under their names (CloudTrail user guide, "Supported event
 * record fields for event data stores"), then what the event model says. Kept apart from any engine.
 */
export interface TableColumn {
  readonly name: string;
  /** `json` is text that holds JSON. */
  readonly type: "text" | "time" | "flag" | "json" | "number" | "identity";
  readonly origin: "record" | "model";
  readonly about: string;
}

const record = (name: string, type: TableColumn["type"], about: string): TableColumn => ({
  name,
  type,
  origin: "record",
  about,
});
const model = (name: string, type: TableColumn["type"], about: string): TableColumn => ({
  name,
  type,
  origin: "model",
  about,
});

export const eventColumns: readonly TableColumn[] = [
  record("eventversion", "text", "eventVersion"),
  record(
    "useridentity",
    "identity",
    "userIdentity, as useridentity.arn, useridentity.sessioncontext.sessionissuer.arn",
  ),
  record("eventtime", "time", "eventTime, UTC"),
  record("eventsource", "text", "eventSource, as s3.amazonaws.com"),
  record("eventname", "text", "eventName as recorded, with an API version where it has one"),
  record("awsregion", "text", "awsRegion"),
  record("sourceipaddress", "text", "sourceIPAddress: an address or a service's name"),
  record("useragent", "text", "userAgent"),
  record("errorcode", "text", "errorCode; NULL when the call succeeded"),
  record("errormessage", "text", "errorMessage"),
  record("requestparameters", "json", "requestParameters"),
  record("responseelements", "json", "responseElements"),
  record("additionaleventdata", "json", "additionalEventData"),
  record("requestid", "text", "requestID"),
  record("eventid", "text", "eventID"),
  record("readonly", "flag", "readOnly"),
  record("resources", "json", "resources, a list of {ARN, accountId, type}"),
  record("eventtype", "text", "eventType"),
  record("apiversion", "text", "apiVersion"),
  record("managementevent", "flag", "managementEvent"),
  record("recipientaccountid", "text", "recipientAccountId"),
  record("sharedeventid", "text", "sharedEventID"),
  record("vpcendpointid", "text", "vpcEndpointId"),
  record("vpcendpointaccountid", "text", "vpcEndpointAccountId"),
  record("eventcategory", "text", "eventCategory"),
  record("serviceeventdetails", "json", "serviceEventDetails"),
  record("addendum", "json", "addendum"),
  record("edgedevicedetails", "json", "edgeDeviceDetails"),
  record("insightdetails", "json", "insightDetails"),
  record("tlsdetails", "json", "tlsDetails"),
  record("sessioncredentialfromconsole", "text", "sessionCredentialFromConsole"),
  record("eventjson", "json", "the whole record"),
  model("actor", "text", "who made the call, as a person would say it"),
  model(
    "actor_kind",
    "text",
    "user, session, identity-center, root, role, service, account, federated, unknown",
  ),
  model("actor_note", "text", "second fact about the actor"),
  model("via", "text", "the tool the call was made with"),
  model("service", "text", "eventsource without .amazonaws.com"),
  model("event", "text", "eventname without an API version"),
  model("account", "text", "whose log the event is in"),
  model("resource", "text", "what the call was made to"),
  model("resource_type", "text", "its type, CloudFormation style"),
  model("outcome", "text", "changed, read, denied, failed, noise"),
  model("marks", "text", "what makes a change worth a second look, blanks between"),
];

/** The one name SQL knows. */
export const eventTableName = "events";
