import { join } from "node:path";
import type { ProfileProblem } from "../core/accounts/account.js";
import type { Releasable } from "../core/base/disposables.js";
import type { Log } from "../core/base/log.js";
import { Signal } from "../core/base/signal.js";
import type { Translate } from "../core/base/translate.js";
import { english } from "../core/base/translate.js";
import type { ConfigFiles, Env } from "./profiles/files.js";
import { filePairs, readText } from "./profiles/files.js";
import type { ProfileEntry } from "./profiles/profileEntry.js";
import type { ProfileSet } from "./profiles/readProfiles.js";
import { readProfiles } from "./profiles/readProfiles.js";
import { FileWatcher } from "./profiles/watchFiles.js";

export type { ConfigFiles, Env } from "./profiles/files.js";

export interface ProfileOptions {
  /** Files beside the user's own pair, which always counts; read anew at every reload, so a getter may change them. */
  readonly configFiles: readonly ConfigFiles[];
  readonly env: Env;
  /** The user's home directory. */
  readonly home: string;
  readonly log: Log;
  readonly t?: Translate;
}

/**
 * The profiles of the shared AWS files and of the environment, kept up to date while the files change.
 * Knows nothing of the AWS SDK, so that a list of accounts costs next to nothing.
 */
export class ProfileStore implements Releasable {
  readonly #changed = new Signal();
  readonly #watcher: FileWatcher;
  #set: ProfileSet;

  constructor(private readonly options: ProfileOptions) {
    this.#watcher = new FileWatcher(() => this.#reloadAndTell(), options.log);
    this.#set = this.#read();
  }

  get entries(): readonly ProfileEntry[] {
    return this.#set.entries;
  }

  get problems(): readonly ProfileProblem[] {
    return this.#set.problems;
  }

  /** Fires after a config file changed, and after a sign-in elsewhere (`aws sso login`) wrote its token. */
  readonly onDidChange = this.#changed.on;

  /** Reads the files again; tells nobody. */
  reload(): void {
    this.#set = this.#read();
  }

  dispose(): void {
    this.#watcher.dispose();
  }

  #reloadAndTell(): void {
    this.reload();
    this.options.log.debug(`AWS config files changed: ${this.#set.entries.length} profiles`);
    this.#changed.fire();
  }

  #read(): ProfileSet {
    const { env, home, t = english } = this.options;
    const pairs = filePairs(this.options.configFiles, env, home);
    const files = pairs.flatMap(({ config, credentials }) => [
      config,
      ...(credentials === undefined ? [] : [credentials]),
    ]);
    this.#watcher.watch([
      ...files,
      join(home, ".aws", "sso", "cache", "*"),
      join(home, ".aws", "login", "cache", "*"),
    ]);
    return readProfiles(pairs, env, readText, t);
  }
}
