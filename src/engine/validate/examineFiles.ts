import type { Examined } from "../../core/digest/examine.js";
import { verifyAhead, type ExaminedFile, type VerifyingKeys } from "../../core/digest/verifyAhead.js";
import { examineFile } from "./examineFile.js";

/** Examines files below a folder, in order, and verifies the digests among them as far as one batch allows. */
export async function examineFiles(
  root: string,
  paths: readonly string[],
  keys: VerifyingKeys,
): Promise<readonly Examined[]> {
  const files: ExaminedFile[] = [];
  for (const path of paths) files.push({ path, found: await examineFile(`${root}/${path}`) });
  return verifyAhead(files, keys);
}
