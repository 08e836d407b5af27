import { globTest, type TextTest } from "./glob.js";

/** An address, a pattern with `*`, or an IPv4 network as `203.0.113.0/24`. */
export function addressTest(value: string): TextTest {
  const network = ipv4Network(value);
  if (network === undefined) return globTest(value);
  return (lower) => {
    const address = ipv4(lower);
    return address !== undefined && address >= network.first && address < network.first + network.size;
  };
}

/** First address and number of addresses of a network; undefined when the text is none. */
export function ipv4Network(value: string): { readonly first: number; readonly size: number } | undefined {
  const network = /^([\d.]+)\/(\d{1,2})$/.exec(value);
  const base = ipv4(network?.[1] ?? "");
  const bits = Number(network?.[2]);
  if (base === undefined || bits > 32) return undefined;
  const size = 2 ** (32 - bits);
  return { first: Math.floor(base / size) * size, size };
}

/** The IPv4 address as one number; undefined when the text is none. */
export function ipv4(text: string): number | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255))
    return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}
