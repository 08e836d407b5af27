import { writeFile } from "node:fs/promises";
import { Failure } from "../core/base/failure.js";
import {
  parsePublicKeys,
  type KeyRing,
  type ListedKeys,
  type PublicKeyAnswers,
} from "../core/digest/publicKeys.js";
import { readKeysFile } from "../engine/validate/keysFile.js";
import { keysWanted } from "../engine/validate/keysWanted.js";
import { connectServices } from "./connection.js";
import type { CliIo } from "./io.js";
import type { ValidateArguments } from "./validateArguments.js";

/** The keys that were named: an account's, those of a file, or those of the folder. Rejects with a Failure. */
export async function validationKeys(args: ValidateArguments, io: CliIo): Promise<KeyRing> {
  if (args.listedBy) {
    const { answers, failures } = await listedKeys(args, args.listedBy, io);
    for (const { message } of failures) io.err(`${message}\n`);
    if (args.saveKeys !== undefined) await save(args.saveKeys, answers);
    return parsePublicKeys(answers, "given");
  }
  const keys = readKeysFile(args.folder, args.keys);
  if (!("reason" in keys)) return keys;
  const why = keys.reason === "noKeys" ? "holds no keys" : `cannot be read: ${keys.detail}`;
  throw new Failure("config/unreadable", `${keys.path} ${why}`, { file: keys.path });
}

async function listedKeys(
  { folder, range }: ValidateArguments,
  { profile, sample }: NonNullable<ValidateArguments["listedBy"]>,
  io: CliIo,
): Promise<ListedKeys> {
  const wanted = await keysWanted(folder, range, io.signal);
  if (!wanted)
    throw new Failure(
      "validation/failed",
      `No file below ${folder} has the name of a digest in what is to be checked, so it cannot be told which keys to ask for. Save them with aws cloudtrail list-public-keys and name the file with --keys.`,
    );
  const connected = await connectServices(sample, io);
  try {
    const { resolver, publicKeys } = connected.services;
    const accounts = profile === undefined ? [] : [profile];
    const [scope] = await resolver.scopes({ accounts, regions: wanted.regions.slice(0, 1) }, io.signal);
    return await publicKeys.list(scope?.account ?? profile ?? "", wanted, io.signal);
  } finally {
    connected.dispose();
  }
}

/** Never over a file that is there: it may be evidence. */
async function save(path: string, answers: PublicKeyAnswers): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(answers, null, 2)}\n`, { flag: "wx" });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure(
      "export/failed",
      `The keys cannot be written to ${path}: ${why}. Name another file.`,
      { file: path },
      { cause: error },
    );
  }
}
