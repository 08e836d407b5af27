/**
 * Text of a string, number or boolean: exports and databases turn one into the other.
 * Undefined for everything else and for the empty string.
 */
export function scalar(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** Account ids have 12 digits; one that was a number lost its leading zeros. */
export function accountIdOf(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0)
    return String(value).padStart(12, "0");
  return scalar(value);
}
