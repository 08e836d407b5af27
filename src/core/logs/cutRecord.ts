/**
 * A record is kept in parts: large or changing values in columns of their own, the rest with a mark for each of them.
 * The marks are control characters, which JSON text cannot hold.
 */
export const cutFields = [
  "eventTime",
  "eventID",
  "requestID",
  "userIdentity",
  "requestParameters",
  "responseElements",
  "additionalEventData",
  "resources",
  // 0x09 to 0x0d are white space in JSON, so what follows starts above them
  "serviceEventDetails",
  "addendum",
  "edgeDeviceDetails",
  "insightDetails",
  "tlsDetails",
] as const;

export type CutField = (typeof cutFields)[number];

const codes = new Map<string, number>(cutFields.map((field, at) => [field, at < 8 ? at + 1 : at + 6]));

export const markerCode = (field: CutField): number => codes.get(field) ?? 0;
export const marker = (field: CutField): string => String.fromCharCode(markerCode(field));

/** The whole record again; `valueOf` gives the JSON text of a field that was cut out. */
export function joinRecord(rest: string, valueOf: (field: CutField) => string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what marks are
  return rest.replace(/[\u0001-\u0008\u000e-\u001f]/g, (mark) => {
    const code = mark.charCodeAt(0);
    const field = cutFields[code <= 8 ? code - 1 : code - 6];
    return field === undefined ? "" : valueOf(field);
  });
}
