import { at, text, type JsonObject } from "../../core/base/json.js";
import { accounts, organization, regionOptStatus } from "../data/organization.js";
import { ServiceError } from "../wire/serviceError.js";
import type { OperationContext, Operations } from "./operation.js";

/** account:ListRegions, up to 50 a page as the service does. */
function listRegions(input: JsonObject): unknown {
  const wanted = input["RegionOptStatusContains"];
  const size = typeof input["MaxResults"] === "number" ? input["MaxResults"] : 50;
  const start = Number(text(input["NextToken"]) ?? "0");
  if (!Number.isInteger(start) || size < 1 || size > 50) {
    throw new ServiceError("ValidationException", "NextToken or MaxResults is not valid");
  }
  const all = Object.entries(regionOptStatus)
    .filter(([, status]) => !Array.isArray(wanted) || (wanted as readonly unknown[]).includes(status))
    .map(([name, status]) => ({ RegionName: name, RegionOptStatus: status }));
  return {
    Regions: all.slice(start, start + size),
    ...(start + size < all.length ? { NextToken: String(start + size) } : {}),
  };
}

function getAccountInformation(input: JsonObject, { principal }: OperationContext): unknown {
  const asked = text(at(input, "AccountId"));
  if (
    asked !== undefined &&
    asked !== principal.account.id &&
    principal.account.id !== organization.managementAccount.id
  ) {
    throw new ServiceError(
      "AccessDeniedException",
      `User: ${principal.arn} is not authorized to perform: account:GetAccountInformation`,
      403,
    );
  }
  const account = accounts.find(({ id }) => id === (asked ?? principal.account.id));
  if (!account)
    throw new ServiceError("ResourceNotFoundException", `Account ${asked ?? ""} was not found`, 404);
  return { AccountId: account.id, AccountName: account.name, AccountCreatedDate: "2021-03-09T10:24:51Z" };
}

/** By path: the service speaks REST with JSON bodies. */
export const accountOperations: Operations = {
  ListRegions: { action: "account:ListRegions", run: listRegions },
  GetAccountInformation: { action: "account:GetAccountInformation", run: getAccountInformation },
};
