import { isObject } from "../../core/base/json.js";

/** Tells whether something from outside has the shape a method expects. */
export type Guard<T> = (value: unknown) => value is T;

export const textUpTo =
  (limit: number): Guard<string> =>
  (value): value is string =>
    typeof value === "string" && value.length <= limit;

export const isBoolean: Guard<boolean> = (value) => typeof value === "boolean";

export const isFiniteNumber: Guard<number> = (value): value is number =>
  typeof value === "number" && Number.isFinite(value);

/** A position or a count: whole, not negative, exact. */
export const isCount: Guard<number> = (value): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

export const oneOf =
  <T extends string>(...values: readonly T[]): Guard<T> =>
  (value): value is T =>
    values.some((one) => one === value);

/** Every member of a union of words, so that a word added to the union does not compile until it is listed. */
export const wordOf = <T extends string>(words: Readonly<Record<T, 0>>): Guard<T> =>
  oneOf(...(Object.keys(words) as T[]));

export const listOf =
  <T>(item: Guard<T>, limit: number): Guard<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= limit && value.every((one) => item(one));

/**
 * For an optional property. It accepts `undefined` although it claims `T`: a property that is absent
 * and one that is undefined cannot be told apart once a message was copied.
 */
export const optional =
  <T>(guard: Guard<T>): Guard<T> =>
  (value): value is T =>
    value === undefined || guard(value);

/** An object with these properties; what else it holds is not looked at. */
export const shape =
  <T extends object>(properties: { readonly [K in keyof T]-?: Guard<T[K]> }): Guard<T> =>
  (value): value is T =>
    isObject(value) &&
    Object.entries(properties as Record<string, Guard<unknown>>).every(([name, guard]) =>
      guard(Object.hasOwn(value, name) ? value[name] : undefined),
    );

export const either =
  <A, B>(first: Guard<A>, second: Guard<B>): Guard<A | B> =>
  (value): value is A | B =>
    first(value) || second(value);

/** One of several shapes told apart by their `kind`. */
export const byKind =
  <T extends { readonly kind: string }>(kinds: {
    readonly [K in T["kind"]]: Guard<Omit<Extract<T, { readonly kind: K }>, "kind">>;
  }): Guard<T> =>
  (value): value is T => {
    if (!isObject(value) || typeof value.kind !== "string" || !Object.hasOwn(kinds, value.kind)) return false;
    const guard = (kinds as Record<string, Guard<unknown> | undefined>)[value.kind];
    return guard !== undefined && guard(value);
  };
