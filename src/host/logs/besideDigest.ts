/**
 * Where a log or digest that a digest names would lie when its bucket was copied to this disk: below the same folder as
 * the digest itself. Undefined when the digest does not lie where its own key says, or when a key would lead elsewhere.
 */
export function besideDigest(digestPath: string, digestKey: string, objectKey: string): string | undefined {
  if (!digestPath.endsWith(`/${digestKey}`)) return undefined;
  const parts = objectKey.split("/");
  const isOdd = parts.some((part) => part === "" || part === "." || part === ".." || /[\\\0]/.test(part));
  return isOdd ? undefined : `${digestPath.slice(0, -digestKey.length)}${objectKey}`;
}
