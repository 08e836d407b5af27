/** What `Ref` and `${…}` stand for; undefined when only a deployment knows. */
export type ReferenceValue = (name: string) => string | undefined;

/** The text of a scalar with `!Ref` and `!Sub`; undefined when the template alone does not tell it. */
export function yamlValue(raw: string, valueOf: ReferenceValue): string | undefined {
  const ref = /^!Ref\s+(.+)$/.exec(raw)?.[1];
  if (ref !== undefined) return valueOf(unquoted(ref));
  const sub = /^!Sub\s+(.+)$/.exec(raw)?.[1];
  if (sub !== undefined) return substituted(unquoted(sub), valueOf);
  return raw === "" || /^[!{[|>&*]/.test(raw) ? undefined : unquoted(raw);
}

/** `{ Ref: X }` as YAML's tag; undefined for all else. */
export function flowForm(raw: string): string | undefined {
  const [, name, scalar] = /^\{\s*["']?(Ref|Fn::Sub)["']?\s*:\s*([^{}]+)\}$/.exec(raw) ?? [];
  return name === undefined || scalar === undefined ? undefined : shortForm(name, scalar.trim());
}

/** `Ref: X` and `Fn::Sub: …` with a scalar as YAML's tags; undefined for every other function. */
export function shortForm(name: string, scalar: string): string | undefined {
  if (scalar === "" || /^[!{[|>&*]/.test(scalar)) return undefined;
  if (name === "Ref") return `!Ref ${scalar}`;
  return name === "Fn::Sub" ? `!Sub ${scalar}` : undefined;
}

function substituted(text: string, valueOf: ReferenceValue): string | undefined {
  const unknown: string[] = [];
  const result = text.replace(/\$\{(!?)([^${}]*)\}/g, (_whole, literal: string, name: string) => {
    if (literal !== "") return `\${${name}}`;
    const value = valueOf(name.trim());
    if (value === undefined) unknown.push(name);
    return value ?? "";
  });
  return unknown.length === 0 ? result : undefined;
}

const unquoted = (text: string): string => /^(["'])(.*)\1$/.exec(text.trim())?.[2] ?? text.trim();
