import { createHmac, randomBytes } from "node:crypto";

import type { SampleAccount } from "../data/organization.js";
import type { PolicyDocument } from "../policy.js";

/** Who signs requests with an access key. */
export interface Principal {
  readonly account: SampleAccount;
  readonly arn: string;
  /** As GetCallerIdentity's UserId: `AIDA…` or `AROA…:session`. */
  readonly userId: string;
  readonly policies: readonly PolicyDocument[];
}

export interface AccessKey {
  readonly id: string;
  readonly secret: string;
  readonly principal: Principal;
  /** Both undefined for long-term keys. */
  readonly sessionToken: string | undefined;
  readonly expiresMs: number | undefined;
}

/** What AssumeRole, the sign-in portal and the profiles file hand out. */
export type SessionKey = AccessKey & { readonly sessionToken: string; readonly expiresMs: number };

/**
 * The access keys the server knows. Secrets are derived from the seed, so that two starts
 * with one seed accept the same keys and no secret stands in the source.
 */
export class AccessKeys {
  readonly #keys = new Map<string, AccessKey>();
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  find(id: string): AccessKey | undefined {
    return this.#keys.get(id);
  }

  addUser(id: string, principal: Principal): AccessKey {
    return this.#add({
      id,
      secret: this.#derive(id),
      principal,
      sessionToken: undefined,
      expiresMs: undefined,
    });
  }

  /** A session with fixed id and token, as a profiles file holds it. */
  addSession(id: string, principal: Principal, expiresMs: number): SessionKey {
    const sessionToken = `${this.#derive(`${id}:token`)}${this.#derive(`${id}:more`)}`;
    return this.#add({ id, secret: this.#derive(id), principal, sessionToken, expiresMs });
  }

  /** Fresh temporary credentials, as STS issues them. */
  issue(principal: Principal, expiresMs: number): SessionKey {
    return this.#add({
      id: `ASIA${base32(randomBytes(16))}`,
      secret: randomBytes(30).toString("base64"),
      principal,
      sessionToken: randomBytes(120).toString("base64"),
      expiresMs,
    });
  }

  /** Ends every session issued so far, as if time had run out; later ones are not touched. */
  expireSessions(): void {
    for (const [id, key] of this.#keys) {
      if (key.expiresMs !== undefined) this.#keys.set(id, { ...key, expiresMs: 0 });
    }
  }

  #add<Key extends AccessKey>(key: Key): Key {
    this.#keys.set(key.id, key);
    return key;
  }

  #derive(label: string): string {
    return createHmac("sha256", `sample account ${String(this.#seed)}`)
      .update(label)
      .digest("base64")
      .slice(0, 40);
  }
}

const base32 = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(byte & 31)).join("");
