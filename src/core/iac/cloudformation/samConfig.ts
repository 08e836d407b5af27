import type { StackHint } from "../locatedResource.js";

/**
 * The stacks that a samconfig.toml names, one for each of its tables. Only strings are read, which is all that names
 * stacks there. Source: SAM developer guide, "AWS SAM CLI configuration file".
 */
export function readSamConfig(text: string): readonly StackHint[] {
  const tables: Map<string, string>[] = [new Map<string, string>()];
  for (const line of text.split("\n")) {
    if (/^\s*\[/.test(line)) tables.push(new Map());
    const [, key, value] = /^\s*([\w-]+)\s*=\s*"([^"]*)"/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) tables.at(-1)?.set(key, value);
  }
  return tables.flatMap((table) => {
    const stackName = table.get("stack_name");
    if (stackName === undefined || stackName === "") return [];
    return [
      {
        stackName,
        region: table.get("region"),
        accountId: undefined,
        profile: table.get("profile"),
        origin: "samconfig.toml",
      },
    ];
  });
}
