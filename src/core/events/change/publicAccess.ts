import { isObject, type Json } from "../../base/json.js";

const DEEPEST = 7;
const MOST = 2_000;

/** True when a rule in these parameters admits every IPv4 or IPv6 address. */
export function holdsEverybody(value: Json | undefined): boolean {
  let left = MOST;
  const search = (part: Json | undefined, depth: number): boolean => {
    if (left-- <= 0) return false;
    if (typeof part === "string") return part === "0.0.0.0/0" || part === "::/0";
    if (depth > DEEPEST || typeof part !== "object" || part === null) return false;
    if (Array.isArray(part)) return part.some((item: Json) => search(item, depth + 1));
    if (!isObject(part)) return false;
    for (const key in part) if (search(part[key], depth + 1)) return true;
    return false;
  };
  return search(value, 0);
}

const LONGEST_POLICY = 200_000;

/**
 * True when a resource policy allows something to everybody without any condition. A condition may still let
 * the world in, but mostly narrows it to an organization or a network, so it does not count as public.
 * The policy comes as an object or as JSON text (IAM user guide, "Principal element").
 */
export function isPublicPolicy(policy: Json | undefined): boolean {
  const document = typeof policy === "string" ? parsed(policy) : policy;
  if (!isObject(document)) return false;
  const statements = document["Statement"];
  const list: readonly unknown[] = Array.isArray(statements) ? statements : [statements];
  return list.slice(0, 200).some(isPublicStatement);
}

function isPublicStatement(statement: unknown): boolean {
  if (!isObject(statement) || statement["Effect"] !== "Allow") return false;
  const condition = statement["Condition"];
  if (isObject(condition) && Object.keys(condition).length > 0) return false;
  const principal = statement["Principal"];
  if (isStar(principal)) return true;
  return isObject(principal) && isStar(principal["AWS"]);
}

const isStar = (value: unknown): boolean => value === "*" || (Array.isArray(value) && value.includes("*"));

function parsed(text: string): unknown {
  if (text.length > LONGEST_POLICY) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // what is no JSON grants nothing; the text itself is in the record
  }
}
