import { globTest, type TextTest } from "./glob.js";

/** An address, a pattern with `*`, or an IPv4 network as `203.0.113.0/24`. */
export function addressTest(value: string): TextTest {
  const network = /^([\d.]+)\/(\d{1,2})$/.exec(value);
  const base = ipv4(network?.[1] ?? "");
  const bits = Number(network?.[2]);
  if (base === undefined || bits > 32) return globTest(value);
  const size = 2 ** (32 - bits);
  const first = Math.floor(base / size) * size;
  return (lower) => {
    const address = ipv4(lower);
    return address !== undefined && address >= first && address < first + size;
  };
}

/** The address as one number; undefined when the text is none. */
function ipv4(text: string): number | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255))
    return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}
