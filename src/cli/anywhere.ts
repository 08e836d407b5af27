import type { LookupScope } from "../core/search/lookup.js";

/** For what is the same in every account and Region, such as the names a resource is asked for by. */
export const anywhere: LookupScope = {
  account: "",
  accountId: "",
  accountName: "",
  region: "",
  storeKey: "",
};
