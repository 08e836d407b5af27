import { sortWords, type CommandOptions, type OptionWords, type UsageProblem } from "./optionWords.js";

export interface LensArguments {
  readonly file: string;
  /** Paths of Terraform states or `terraform show -json` files. */
  readonly states: readonly string[];
  /** Names or ARNs of stacks the template is deployed as. */
  readonly stacks: readonly string[];
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly sample: boolean;
  readonly json: boolean;
}

const options: CommandOptions = {
  withValue: new Set(["--state", "--stack", "--profile", "--account", "--region"]),
  alone: new Set(["--sample", "--json"]),
};

/** Reads `FILE [--state FILE] [--stack NAME] [--option]`. */
export function readLensArguments(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): LensArguments | UsageProblem {
  const sorted = sortWords(words, options);
  if ("problem" in sorted) return sorted;
  const { text, values, flags } = sorted;
  const [file = "", ...more] = text;
  if (file === "" || more.length > 0) return { problem: "lens needs one template file" };
  const problem = clash(sorted);
  if (problem !== undefined) return { problem };
  const last = (name: string): string | undefined => values.get(name)?.at(-1);
  const sample = flags.has("--sample");
  return {
    file,
    states: values.get("--state") ?? [],
    stacks: values.get("--stack") ?? [],
    account: last("--account") ?? last("--profile") ?? (sample ? undefined : env["AWS_PROFILE"]),
    region: last("--region"),
    sample,
    json: flags.has("--json"),
  };
}

/** What is wrong with options that do not go together. */
function clash({ values, flags }: OptionWords): string | undefined {
  const isSample = flags.has("--sample");
  if (isSample && values.has("--profile")) return "--sample and --profile exclude each other";
  const isPlaced = isSample || values.has("--profile") || values.has("--account");
  return isPlaced && !values.has("--stack")
    ? "--sample, --profile and --account say where a stack is, so they need --stack"
    : undefined;
}
