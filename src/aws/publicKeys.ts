import type { PublicKey } from "@aws-sdk/client-cloudtrail";
import { ListPublicKeysCommand } from "@aws-sdk/client-cloudtrail";
import { Failure, isFailure } from "../core/base/failure.js";
import type { Translate } from "../core/base/translate.js";
import {
  areEmpty,
  type KeysWanted,
  type ListedKey,
  type ListedKeys,
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
    private readonly calls: Pick<CloudTrailCalls, "send">,
    private readonly t: Translate,
  ) {}

  async list(account: string, wanted: KeysWanted, signal: AbortSignal): Promise<ListedKeys> {
    const failures: Failure[] = [];
    const found = await inParallel(wanted.regions, width, async (region) => {
      try {
        return [[region, { PublicKeyList: await this.#region(account, region, wanted, signal) }] as const];
      } catch (error) {
        if (!isFailure(error)) throw error;
        failures.push(error);
        return [];
      }
    });
    const answers: PublicKeyAnswers = Object.fromEntries(found.flat());
    const [first] = failures;
    if (areEmpty(answers)) throw first ?? this.#none(wanted);
    return { answers, failures };
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

  #goesRound(region: string): Failure {
    const message = this.t(
      "ListPublicKeys in {0} repeats its pages without an end. Check the endpoint of the profile.",
      region,
    );
    return new Failure("aws/bad-answer", message, { action: "cloudtrail:ListPublicKeys", region });
  }

  async #region(
    account: string,
    region: string,
    { fromMs, toMs }: KeysWanted,
    signal: AbortSignal,
  ): Promise<readonly ListedKey[]> {
    const keys: PublicKey[] = [];
    const seen = new Set<string | undefined>();
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
      if (token !== undefined && seen.has(token)) throw this.#goesRound(region);
      seen.add(token);
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
