import type { CredentialPrompts } from "../core/accounts/ports.js";
import { abortable } from "../core/base/abort.js";
import type { Clock } from "../core/base/clock.js";
import { Failure } from "../core/base/failure.js";
import type { Log } from "../core/base/log.js";
import type { Translate } from "../core/base/translate.js";
import type { AwsCredentials } from "./clientConfig.js";
import { credentialFailure } from "./credentialFailures.js";
import * as steps from "./credentialSteps.js";
import type { HttpPool } from "./http.js";
import type { ProfileStore } from "./profiles.js";
import type { Env } from "./profiles/files.js";
import type { ProfileEntry } from "./profiles/profileEntry.js";
import { setting, sourceChain, sourceOf } from "./profiles/profileEntry.js";
import { Remembered } from "./remembered.js";

interface CredentialOptions {
  readonly profiles: ProfileStore;
  readonly pool: HttpPool;
  readonly env: Env;
  readonly clock: Clock;
  readonly prompts: CredentialPrompts;
  readonly log: Log;
  readonly t: Translate;
}

interface Kept {
  readonly credentials: AwsCredentials;
  readonly takenMs: number;
}

/** Renewed this long before they expire, or in the last fifth of a shorter life. */
const marginMs = 5 * 60_000;

/**
 * Credentials of profiles through the SDK's own providers, kept in memory only and renewed before they expire.
 * Several callers that need the same ones wait for one request, and one MFA prompt.
 */
export class Credentials {
  readonly #kept: Remembered<Kept>;

  constructor(private readonly options: CredentialOptions) {
    this.#kept = new Remembered(options.clock, (kept) => this.#isStale(kept));
  }

  /** Rejects with a Failure that says what to do about it. */
  async get(entry: ProfileEntry, signal: AbortSignal): Promise<AwsCredentials> {
    const chain = sourceChain(entry, this.options.profiles.entries);
    this.#refuse(chain);
    return (await abortable(this.#take(entry), signal)).credentials;
  }

  forget(entries: readonly ProfileEntry[]): void {
    // a role's source may be what has gone bad
    const chains = entries.flatMap((entry) => sourceChain(entry, this.options.profiles.entries));
    for (const { profile } of chains) this.#kept.forget(profile.key);
  }

  forgetFailures(): void {
    this.#kept.forgetFailures();
  }

  #refuse(chain: readonly ProfileEntry[]): void {
    for (const entry of chain) {
      const trouble = entry.endpoints.broken ?? entry.incomplete;
      if (trouble) throw trouble;
      if (entry.profile.kind === "process" && !this.options.prompts.isTrusted()) throw this.#untrusted(entry);
    }
  }

  #untrusted({ profile }: ProfileEntry): Failure {
    const message = this.options.t(
      "Profile {0} gets its credentials from a program (credential_process), which is not run in an untrusted workspace. Trust the workspace, or use another profile.",
      profile.name,
    );
    return new Failure("config/untrusted-workspace", message, {
      profile: profile.key,
      ...(profile.file === undefined ? {} : { file: profile.file }),
    });
  }

  #take(entry: ProfileEntry): Promise<Kept> {
    const chain = sourceChain(entry, this.options.profiles.entries);
    const version = chain.map(({ fingerprint }) => fingerprint).join(" ");
    return this.#kept.take(entry.profile.key, version, async () => {
      const { clock, log } = this.options;
      log.debug(`getting credentials of profile ${entry.profile.key} (${entry.profile.kind})`);
      const credentials = await this.#explained(entry, () => this.#ask(entry));
      return { credentials, takenMs: clock.now() };
    });
  }

  #ask(entry: ProfileEntry): Promise<AwsCredentials> {
    switch (entry.profile.kind) {
      case "keys":
        return steps.staticKeys(entry);
      case "sso":
        return steps.identityCenter(entry, this.options);
      case "assume-role":
        return this.#assumeRole(entry);
      case "process":
        return steps.process(entry);
      case "web-identity":
        return steps.webIdentity(entry, this.options);
      case "login":
        return steps.login(entry, this.options);
      case "environment":
        return steps.environment(entry, this.options);
      case "incomplete":
        throw entry.incomplete ?? new Error(`profile ${entry.profile.key} is incomplete for no reason`);
    }
  }

  async #assumeRole(entry: ProfileEntry): Promise<AwsCredentials> {
    const source = sourceOf(entry, this.options.profiles.entries);
    const credentialSource = setting(entry, "credential_source");
    const master =
      credentialSource !== undefined
        ? await steps.fromSource(credentialSource, entry, this.options)
        : source && (await this.#source(source));
    if (!master) throw new Error("a role that can be assumed has a source");
    return steps.assumeRole(entry, master, (serial) => this.#mfaCode(entry, serial), this.options);
  }

  /** Keys of a source profile win over a role of its own, which also lets a profile name itself. */
  async #source(source: ProfileEntry): Promise<AwsCredentials> {
    if (source.hasKeys) return this.#explained(source, () => steps.staticKeys(source));
    return (await this.#take(source)).credentials;
  }

  async #mfaCode(entry: ProfileEntry, serial: string): Promise<string> {
    const code = await this.options.prompts.mfaCode(entry.profile, serial);
    if (code !== undefined) return code;
    const message = this.options.t(
      "Profile {0} needs an MFA code, and none was given. Try again to be asked once more.",
      entry.profile.key,
    );
    throw new Failure("aws/mfa-cancelled", message, { profile: entry.profile.key });
  }

  async #explained(entry: ProfileEntry, ask: () => Promise<AwsCredentials>): Promise<AwsCredentials> {
    try {
      return await ask();
    } catch (error) {
      throw credentialFailure(error, entry, this.options.clock.now(), this.options.t);
    }
  }

  #isStale({ credentials: { expiration }, takenMs }: Kept): boolean {
    if (!expiration) return false;
    const lifeMs = expiration.getTime() - takenMs;
    // expired on arrival: this computer's clock is ahead, and the service has the last word
    if (lifeMs <= 0) return false;
    return this.options.clock.now() > expiration.getTime() - Math.min(marginMs, lifeMs / 5);
  }
}
