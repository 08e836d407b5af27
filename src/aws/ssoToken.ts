import { createHash, randomBytes } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SsoSettings } from "./profiles/profileEntry.js";

/** What a sign-in leaves behind, with the members every AWS SDK and the AWS CLI read. Times are ISO 8601. */
export interface SsoToken {
  readonly startUrl: string;
  readonly region: string;
  readonly accessToken: string;
  readonly expiresAt: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly registrationExpiresAt: string;
  readonly refreshToken?: string;
}

/**
 * Where the AWS tools look for it: the SHA-1 of the session's name, or of the start URL for the older form.
 * Source: AWS SDKs and Tools Reference Guide, "IAM Identity Center credential provider".
 */
export function tokenFile(home: string, { session, startUrl }: SsoSettings): string {
  const name = createHash("sha1")
    .update(session ?? startUrl)
    .digest("hex");
  return join(home, ".aws", "sso", "cache", `${name}.json`);
}

/** Written whole or not at all, and for the user's eyes only. */
export async function writeToken(file: string, token: SsoToken): Promise<void> {
  await mkdir(join(file, ".."), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomBytes(4).toString("hex")}.tmp`;
  try {
    await writeFile(temporary, JSON.stringify(token, undefined, 2), { mode: 0o600, flag: "wx" });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
