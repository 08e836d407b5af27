/**
 * Some services put the API version into eventName: `CreateFunction20150331`, `UpdateFunctionCode20150331v2`,
 * `CreateDistribution2020_05_31`. A person, a filter and the model want the operation alone.
 */
const VERSION_SUFFIX = /20\d\d_?[01]\d_?[0-3]\d(?:v\d{1,2})?$/;
const LONGEST_SUFFIX = "2020_05_31v99".length;
const MEMO_LIMIT = 5_000;

const DIGIT_0 = 48;
const DIGIT_9 = 57;

const memo = new Map<string, string>();

/** eventName without the API version; the same text when there is none. */
export function plainApiName(eventName: string): string {
  const last = eventName.charCodeAt(eventName.length - 1);
  if (last < DIGIT_0 || last > DIGIT_9) return eventName;
  const known = memo.get(eventName);
  if (known !== undefined) return known;
  const plain = withoutVersion(eventName);
  if (memo.size >= MEMO_LIMIT) memo.clear();
  memo.set(eventName, plain);
  return plain;
}

function withoutVersion(eventName: string): string {
  const start = Math.max(0, eventName.length - LONGEST_SUFFIX);
  const found = VERSION_SUFFIX.exec(eventName.slice(start));
  if (!found || start + found.index === 0) return eventName;
  return eventName.slice(0, start + found.index);
}
