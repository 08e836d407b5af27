import { createHash } from "node:crypto";

/** Spreads the bits of a 32-bit number over all of it; no two numbers become the same. */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

const hex8 = (value: number): string => value.toString(16).padStart(8, "0");

/** A stream of numbers that depends on nothing but the labels it was made from. */
export class Random {
  #state: number;
  readonly #digest: Buffer;
  #ids = 0;

  constructor(...labels: readonly (string | number)[]) {
    this.#digest = createHash("md5").update(labels.join("/")).digest();
    this.#state = this.#digest.readUInt32LE(0);
  }

  /** In [0, 1): mulberry32, plenty for made-up data. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[Math.floor(this.next() * items.length)] ?? items[0];
  }

  hex(length: number): string {
    let text = "";
    while (text.length < length)
      text += Math.floor(this.next() * 2 ** 32)
        .toString(16)
        .padStart(8, "0");
    return text.slice(0, length);
  }

  /** The alphabet of access keys and of principal ids. */
  base32(length: number): string {
    return Array.from({ length }, () => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(this.int(0, 31))).join("");
  }

  /** A version 4 UUID; never twice the same from one stream. */
  uuid(): string {
    this.#ids += 1;
    const word = (index: number, step: number): string =>
      hex8(mix((this.#digest.readUInt32LE(index * 4) + Math.imul(this.#ids, step)) | 0));
    const [first, second, third] = [word(0, 0x9e3779b1), word(1, 0x85ebca77), word(2, 0xc2b2ae3d)];
    return `${first}-${second.slice(0, 4)}-4${second.slice(5)}-a${third.slice(1, 4)}-${third.slice(4)}${word(3, 0x27d4eb2f)}`;
  }
}

const derived = new Map<string, string>();

/** Remembers what was derived: the same few roles and resources are named thousands of times. */
function once(kind: string, labels: readonly string[], derive: (random: Random) => string): string {
  const label = `${kind}/${labels.join("/")}`;
  const known = derived.get(label);
  if (known !== undefined) return known;
  const value = derive(new Random(label));
  derived.set(label, value);
  return value;
}

/** An identifier that is the same wherever the same labels name it, such as a role's unique id. */
export const stableId = (prefix: string, length: number, ...labels: readonly string[]): string =>
  prefix + once(`id ${String(length)}`, labels, (random) => random.base32(length));

/** As `stableId`, in hex digits: `sg-…`, `vpc-…`, `i-…`. */
export const stableHex = (prefix: string, length: number, ...labels: readonly string[]): string =>
  prefix + once(`hex ${String(length)}`, labels, (random) => random.hex(length));

export const stableUuid = (...labels: readonly string[]): string =>
  once("uuid", labels, (random) => random.uuid());
