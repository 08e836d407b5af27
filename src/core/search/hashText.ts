/** FNV-1a over UTF-16 units: a 32-bit number that equal texts share. */
export function hashText(value: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < value.length; at++) hash = Math.imul(hash ^ value.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
