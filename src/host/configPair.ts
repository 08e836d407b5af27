import { basename, dirname, join } from "node:path";

/** A config file with its credentials file, as `connectAws` takes them. */
export interface ConfigPair {
  readonly config: string;
  readonly credentials?: string;
  readonly label?: string;
  readonly mayBeMissing?: boolean;
}

/** A config file named in the settings; a `credentials` file beside a file called `config` belongs to it. */
export const toConfigPair = (config: string): ConfigPair =>
  basename(config) === "config" ? { config, credentials: join(dirname(config), "credentials") } : { config };
