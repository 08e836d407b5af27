import type { PublicKey } from "@aws-sdk/client-cloudtrail";
import { ListPublicKeysCommand } from "@aws-sdk/client-cloudtrail";
import { Failure } from "../core/base/failure.js";
import type { Translate } from "../core/base/translate.js";
import {
  areEmpty,
  type KeysWanted,
  type ListedKey,
  type PublicKeyAnswers,
  type PublicKeyReader,
} from "../core/digest/publicKeys.js";
import type { CloudTrailCalls } from "./cloudTrailCalls.js";
import { inParallel } from "./inParallel.js";

/** How many Regions are asked at a time. */
const width = 4;

/** The keys CloudTrail signs digests with. They are the same for all accounts of a Region's partition. */
export class SdkPublicKeyReader implements PublicKeyReader {
  constructor(
    private readonly calls: CloudTrailCalls,
    private readonly t: Translate,
  ) {}

  async list(account: string, wanted: KeysWanted, signal: AbortSignal): Promise<PublicKeyAnswers> {
    const answers = await inParallel(wanted.regions, width, async (region) => {
      const keys = await this.#region(account, region, wanted, signal);
      return [region, { PublicKeyList: keys }] as const;
    });
    const found: PublicKeyAnswers = Object.fromEntries(answers);
    if (areEmpty(found)) throw this.#none(wanted);
    return found;
  }

  #none({ regions, fromMs, toMs }: KeysWanted): Failure {
    const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
    return new Failure(
      "validation/failed",
      this.t(
        "CloudTrail lists no public keys in {0} from {1} to {2}. Validate with keys that were saved at that time.",
        regions.join(", "),
        day(fromMs),
        day(toMs),
      ),
    );
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
