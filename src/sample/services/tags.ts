import type { JsonObject } from "../../core/base/json.js";
import { channels, dataStores } from "../data/dataStores.js";
import { trails } from "../data/trails.js";
import { ServiceError } from "../wire/serviceError.js";
import type { OperationContext } from "./operation.js";

/** Tags of up to 20 trails, event data stores and channels, which the account must own in this Region. */
export function listTags(input: JsonObject, { principal, region }: OperationContext): unknown {
  const ids = input["ResourceIdList"];
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > 20) {
    throw new ServiceError("InvalidParameterException", "ResourceIdList must have 1 to 20 items.");
  }
  return {
    ResourceTagList: (ids as readonly unknown[]).map((id) => {
      if (typeof id !== "string" || !id.startsWith("arn:aws:cloudtrail:")) {
        throw new ServiceError("CloudTrailARNInvalidException", `Invalid ARN: ${String(id)}`);
      }
      return { ResourceId: id, TagsList: tagList(findTags(id, principal.account.id, region)) };
    }),
  };
}

function findTags(arn: string, accountId: string, region: string): Readonly<Record<string, string>> {
  const here = arn.startsWith(`arn:aws:cloudtrail:${region}:${accountId}:`);
  const found = here
    ? (trails.find((trail) => trail.arn === arn)?.tags ??
      dataStores.find((store) => store.arn === arn)?.tags ??
      (channels.some((channel) => channel.arn === arn) ? {} : undefined))
    : undefined;
  if (found) return found;
  throw new ServiceError(
    "ResourceNotFoundException",
    `Resource ${arn} was not found for the user: ${accountId}`,
    404,
  );
}

const tagList = (tags: Readonly<Record<string, string>>): readonly JsonObject[] =>
  Object.entries(tags).map(([key, value]) => ({ Key: key, Value: value }));
