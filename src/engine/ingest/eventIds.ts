import { createHash } from "node:crypto";

/** Words of 32 bits that stand for one event id: enough that no two ids of any folder share them by chance. */
export const wordsPerId = 3;

/** The ids as numbers, one behind another. */
export function packIds(ids: readonly string[]): Uint32Array {
  const packed = new Uint32Array(ids.length * wordsPerId);
  ids.forEach((id, at) => packId(id, packed, at * wordsPerId));
  return packed;
}

function packId(id: string, packed: Uint32Array, at: number): void {
  if (id.length === 36 && id[8] === "-") {
    const first = hex(id, 0, 8);
    const last = hex(id, 28, 36);
    const middle = hex(id, 9, 13) * 0x10000 + hex(id, 24, 28);
    if (first >= 0 && last >= 0 && middle >= 0 && middle <= 0xffffffff) {
      packed[at] = first;
      packed[at + 1] = middle;
      packed[at + 2] = last;
      return;
    }
  }
  const hash = createHash("sha256").update(id).digest();
  for (let word = 0; word < wordsPerId; word++) packed[at + word] = hash.readUInt32LE(word * 4);
}

/** The number lower-case hexadecimal digits write; far below zero when they are none. */
function hex(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    const digit = code >= 48 && code <= 57 ? code - 48 : code >= 97 && code <= 102 ? code - 87 : -1e12;
    value = value * 16 + digit;
  }
  return value;
}

/** A set of packed ids, 12 bytes each and a third of the room free. */
export class IdSet {
  #slots = new Uint32Array(wordsPerId * 1024);
  #size = 0;

  /** False when it was there already. */
  add(ids: Uint32Array, at: number): boolean {
    if ((this.#size + 1) * 1.5 > this.#slots.length / wordsPerId) this.#grow();
    // No id is all zeros: such a one is taken for another, which only costs a look.
    const a = (ids[at] ?? 0) || 1;
    const b = ids[at + 1] ?? 0;
    const c = ids[at + 2] ?? 0;
    if (!this.#put(a, b, c)) return false;
    this.#size += 1;
    return true;
  }

  #put(a: number, b: number, c: number): boolean {
    const slots = this.#slots;
    const count = slots.length / wordsPerId;
    let slot = (Math.imul(a ^ Math.imul(c, 0x9e3779b1), 0x85ebca6b) >>> 0) % count;
    for (;;) {
      const at = slot * wordsPerId;
      if (slots[at] === 0) {
        slots[at] = a;
        slots[at + 1] = b;
        slots[at + 2] = c;
        return true;
      }
      if (slots[at] === a && slots[at + 1] === b && slots[at + 2] === c) return false;
      slot = slot + 1 === count ? 0 : slot + 1;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += wordsPerId)
      if (old[at] !== 0) this.#put(old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0);
  }
}
