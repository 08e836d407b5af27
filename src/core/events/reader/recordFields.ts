import type { Json, JsonObject } from "../../base/json.js";

/** The fields of a record the model asks for, as they came. */
export class RecordFields {
  eventTime: Json | undefined = undefined;
  eventName: Json | undefined = undefined;
  eventSource: Json | undefined = undefined;
  eventID: Json | undefined = undefined;
  eventType: Json | undefined = undefined;
  awsRegion: Json | undefined = undefined;
  recipientAccountId: Json | undefined = undefined;
  readOnly: Json | undefined = undefined;
  errorCode: Json | undefined = undefined;
  errorMessage: Json | undefined = undefined;
  sourceIPAddress: Json | undefined = undefined;
  userAgent: Json | undefined = undefined;
  sessionCredentialFromConsole: Json | undefined = undefined;
  sharedEventID: Json | undefined = undefined;
  userIdentity: Json | undefined = undefined;
  requestParameters: Json | undefined = undefined;
  responseElements: Json | undefined = undefined;
  resources: Json | undefined = undefined;
}

/** Whether a record has the three fields without which it is of a kind of its own. */
export const hasUsualFields = ({ eventName, eventTime, eventSource }: RecordFields): boolean =>
  eventName !== undefined && eventTime !== undefined && eventSource !== undefined;

/**
 * Gathers the fields in one pass. Records come in so many shapes that asking each for twenty fields by name costs
 * nearly three times as much as walking over what is there.
 */
// eslint-disable-next-line complexity -- one flat choice, a line for each field
export function fieldsOf(record: JsonObject): RecordFields {
  const fields = new RecordFields();
  for (const key in record) {
    const value = record[key];
    if (key === "eventTime") fields.eventTime = value;
    else if (key === "eventName") fields.eventName = value;
    else if (key === "eventSource") fields.eventSource = value;
    else if (key === "userIdentity") fields.userIdentity = value;
    else if (key === "awsRegion") fields.awsRegion = value;
    else if (key === "sourceIPAddress") fields.sourceIPAddress = value;
    else if (key === "userAgent") fields.userAgent = value;
    else if (key === "requestParameters") fields.requestParameters = value;
    else if (key === "responseElements") fields.responseElements = value;
    else if (key === "eventID") fields.eventID = value;
    else if (key === "readOnly") fields.readOnly = value;
    else if (key === "resources") fields.resources = value;
    else if (key === "eventType") fields.eventType = value;
    else if (key === "recipientAccountId") fields.recipientAccountId = value;
    else if (key === "errorCode") fields.errorCode = value;
    else if (key === "errorMessage") fields.errorMessage = value;
    else if (key === "sharedEventID") fields.sharedEventID = value;
    else if (key === "sessionCredentialFromConsole") fields.sessionCredentialFromConsole = value;
  }
  return fields;
}
