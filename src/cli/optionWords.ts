/** Why the arguments cannot be used. */
export interface UsageProblem {
  readonly problem: string;
}

/** The options a command has, each with its two dashes. */
export interface CommandOptions {
  readonly withValue: ReadonlySet<string>;
  readonly alone: ReadonlySet<string>;
}

/** A command's words, sorted. */
export interface OptionWords {
  readonly text: string[];
  readonly values: Map<string, string[]>;
  readonly flags: Set<string>;
}

/**
 * Sorts `TEXT… [--option]`. What begins with one dash is text, and so is everything behind `--`. An option's value may
 * follow it as the next word or after `=`.
 */
export function sortWords(words: readonly string[], options: CommandOptions): OptionWords | UsageProblem {
  const sorted: OptionWords = { text: [], values: new Map(), flags: new Set() };
  const end = words.indexOf("--");
  const rest = end < 0 ? [...words] : words.slice(0, end);
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const problem = word.startsWith("--")
      ? takeOption(word, rest, sorted, options)
      : void sorted.text.push(word);
    if (problem !== undefined) return { problem };
  }
  if (end >= 0) sorted.text.push(...words.slice(end + 1));
  return sorted;
}

/** Takes the option's value from the words that follow when it stands there; returns what is wrong. */
function takeOption(
  word: string,
  following: string[],
  { values, flags }: OptionWords,
  { withValue, alone }: CommandOptions,
): string | undefined {
  const equals = word.indexOf("=");
  const name = equals < 0 ? word : word.slice(0, equals);
  if (withValue.has(name)) {
    const value = equals < 0 ? following.shift() : word.slice(equals + 1);
    if (value === undefined || value === "") return `${name} needs a value`;
    values.set(name, [...(values.get(name) ?? []), value]);
    return undefined;
  }
  if (!alone.has(word)) return `There is no option ${word}`;
  flags.add(word);
  return undefined;
}
