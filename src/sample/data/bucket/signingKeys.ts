import {
  checkPrimeSync,
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
} from "node:crypto";

import { dayMs } from "../history.js";

/** A key digests are signed with, and the days it is valid. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  /** PKCS#1 DER, as ListPublicKeys gives it. */
  readonly der: Buffer;
  /** Lower-case hex MD5 of `der`. */
  readonly fingerprint: string;
  readonly validFromMs: number;
  readonly validToMs: number;
}

/**
 * The digest keys of each Region. They are derived from the seed, so that every start signs alike:
 * they prove how validation works and nothing else, since anybody can derive them.
 * Deriving takes some 0.1 s a key, so a key is made when first needed.
 */
export class SigningKeys {
  readonly #keys = new Map<string, SigningKey>();
  readonly #seed: number;
  readonly #anchorMs: number;

  constructor(seed: number, anchorMs: number) {
    this.#seed = seed;
    this.#anchorMs = anchorMs;
  }

  /** Keys of a Region that are valid at some time in [fromMs, toMs], oldest first. */
  between(region: string, fromMs: number, toMs: number): readonly SigningKey[] {
    return this.#windows()
      .filter(({ validFromMs, validToMs }) => validFromMs <= toMs && validToMs >= fromMs)
      .map((window) => this.#key(region, window));
  }

  /** The key that signs at this moment: a new one takes over as soon as it is valid. */
  at(region: string, timeMs: number): SigningKey {
    const keys = this.between(region, timeMs, timeMs);
    const newest = keys.at(-1);
    if (!newest) throw new RangeError(`no signing key for ${new Date(timeMs).toISOString()}`);
    return newest;
  }

  /** Thirty days each, overlapping by one; the last change was five days before the first day. */
  #windows(): readonly Window[] {
    return [-121, -92, -63, -34, -5, 24].map((day) => ({
      validFromMs: this.#anchorMs + day * dayMs,
      validToMs: this.#anchorMs + (day + 30) * dayMs,
    }));
  }

  #key(region: string, window: Window): SigningKey {
    const label = `${region} ${String(window.validFromMs)}`;
    const known = this.#keys.get(label);
    if (known) return known;
    const privateKey = deriveRsaKey(`sample account ${String(this.#seed)} ${label}`);
    const der = createPublicKey(privateKey).export({ format: "der", type: "pkcs1" });
    const key = { privateKey, der, fingerprint: createHash("md5").update(der).digest("hex"), ...window };
    this.#keys.set(label, key);
    return key;
  }
}

type Window = Pick<SigningKey, "validFromMs" | "validToMs">;

/** A 2048-bit RSA key that depends on nothing but the label. */
function deriveRsaKey(label: string): KeyObject {
  const e = 65_537n;
  const p = derivePrime(`${label} p`, e);
  const q = derivePrime(`${label} q`, e);
  const d = inverse(e, (p - 1n) * (q - 1n));
  const jwk = {
    kty: "RSA",
    n: base64url(p * q),
    e: base64url(e),
    d: base64url(d),
    p: base64url(p),
    q: base64url(q),
    dp: base64url(d % (p - 1n)),
    dq: base64url(d % (q - 1n)),
    qi: base64url(inverse(q, p)),
  };
  return createPrivateKey({ key: jwk, format: "jwk" });
}

const smallPrimes = [
  3n,
  5n,
  7n,
  11n,
  13n,
  17n,
  19n,
  23n,
  29n,
  31n,
  37n,
  41n,
  43n,
  47n,
  53n,
  59n,
  61n,
  67n,
  71n,
  73n,
];

/** The first prime after a derived 1024-bit number whose two highest bits are set. */
function derivePrime(label: string, e: bigint): bigint {
  const bytes = Buffer.from(hkdfSync("sha256", label, "", "prime", 128));
  const start = BigInt(`0x${bytes.toString("hex")}`) | (3n << 1022n) | 1n;
  for (let candidate = start; ; candidate += 2n) {
    if (smallPrimes.some((prime) => candidate % prime === 0n)) continue;
    if (checkPrimeSync(candidate) && (candidate - 1n) % e !== 0n) return candidate;
  }
}

/** The number whose product with `value` leaves 1 when divided by `modulus`. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [low, high] = [modulus, value % modulus];
  let [before, factor] = [0n, 1n];
  while (high > 1n) {
    const quotient = low / high;
    [low, high] = [high, low % high];
    [before, factor] = [factor, before - quotient * factor];
  }
  return ((factor % modulus) + modulus) % modulus;
}

function base64url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex").toString("base64url");
}
