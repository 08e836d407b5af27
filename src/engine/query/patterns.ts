/** A text with `*` as a pattern of RE2, which runs in linear time whatever it is given. */
export const patternOf = (wanted: string, anything: string): string =>
  wanted.split("*").map(escapePattern).join(anything);

/** RE2 takes a backslash before any punctuation. */
export const escapePattern = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
