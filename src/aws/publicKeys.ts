import type { PublicKey } from "@aws-sdk/client-cloudtrail";
import { ListPublicKeysCommand } from "@aws-sdk/client-cloudtrail";
import type {
  KeysWanted,
  ListedKey,
  PublicKeyAnswers,
  PublicKeyReader,
} from "../core/digest/publicKeys.js";
import type { CloudTrailCalls } from "./cloudTrailCalls.js";
import { inParallel } from "./inParallel.js";

/** How many Regions are asked at a time. */
const width = 4;

/** The keys CloudTrail signs digests with. They are the same for all accounts of a Region's partition. */
export class SdkPublicKeyReader implements PublicKeyReader {
  constructor(private readonly calls: CloudTrailCalls) {}

  async list(account: string, wanted: KeysWanted, signal: AbortSignal): Promise<PublicKeyAnswers> {
    const answers = await inParallel(wanted.regions, width, async (region) => {
      const keys = await this.#region(account, region, wanted, signal);
      return [region, { PublicKeyList: keys }] as const;
    });
    return Object.fromEntries(answers);
  }

  async #region(
    account: string,
    region: string,
    { fromMs, toMs }: KeysWanted,
    signal: AbortSignal,
  ): Promise<readonly ListedKey[]> {
    const keys: PublicKey[] = [];
    let token: string | undefined;
    do {
      const command = new ListPublicKeysCommand({
        StartTime: new Date(fromMs),
        EndTime: new Date(toMs),
        ...(token !== undefined && { NextToken: token }),
      });
      const answer = await this.calls.send(
        {
          account,
          region,
          operation: "ListPublicKeys",
          run: (client, options) => client.send(command, options),
        },
        signal,
      );
      keys.push(...(answer.PublicKeyList ?? []));
      token = answer.NextToken === "" ? undefined : answer.NextToken;
    } while (token !== undefined);
    return keys.map(toListedKey);
  }
}

const toListedKey = ({ Fingerprint, Value, ValidityStartTime, ValidityEndTime }: PublicKey): ListedKey => ({
  Fingerprint: Fingerprint ?? "",
  Value: Buffer.from(Value ?? []).toString("base64"),
  ValidityStartTime: ValidityStartTime?.toISOString(),
  ValidityEndTime: ValidityEndTime?.toISOString(),
});
