export interface ExplainArguments {
  readonly paths: readonly string[];
  readonly json: boolean;
}

/** Reads `FILE… [--json]`; behind `--` everything is a path. */
export function readExplainArguments(
  words: readonly string[],
): ExplainArguments | { readonly problem: string } {
  const end = words.indexOf("--");
  const before = end < 0 ? words : words.slice(0, end);
  const options = before.filter((word) => word.startsWith("-") && word !== "-");
  const unknown = options.find((word) => word !== "--json");
  if (unknown !== undefined) return { problem: `There is no option ${unknown}` };
  const paths = [
    ...before.filter((word) => !options.includes(word)),
    ...(end < 0 ? [] : words.slice(end + 1)),
  ];
  if (paths.length === 0) return { problem: "explain needs a file, a folder, or - for what is piped in" };
  return { paths, json: options.length > 0 };
}
