/** Length of the header of a gzip member (RFC 1952, 2.3); undefined when there is none. */
export function gzipHeaderLength(bytes: Uint8Array): number | undefined {
  if (bytes.length < 10 || ![0x1f, 0x8b, 8].every((byte, at) => bytes[at] === byte)) return undefined;
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0); // extra field
  if (flags & 8) at = endOfText(bytes, at); // file name
  if (flags & 16) at = endOfText(bytes, at); // comment
  if (flags & 2) at += 2; // checksum of the header
  return at <= bytes.length ? at : undefined;
}

function endOfText(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(0, from);
  return end < 0 ? Infinity : end + 1;
}
