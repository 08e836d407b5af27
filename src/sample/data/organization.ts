/** The made-up organization. Ids and addresses come from the ranges AWS and the RFCs keep for documentation. */
export interface SampleAccount {
  readonly id: string;
  readonly name: string;
}

export const prod: SampleAccount = { id: "111122223333", name: "acme-prod" };
export const security: SampleAccount = { id: "444455556666", name: "acme-security" };
export const accounts: readonly SampleAccount[] = [prod, security];

/** `acme-prod` is the management account: the firm began with it, the security account came later. */
export const organization = {
  id: "o-exampleorgid",
  managementAccount: prod,
  managementEmail: "aws@acme.example",
};

/** Where the firm works; the home Region is that of the organization trail and of Identity Center. */
export const homeRegion = "eu-west-1";
export const usedRegions = ["us-east-1", "eu-west-1", "eu-central-1"] as const;

/** Region code -> opt-in status as account:ListRegions tells it (the Regions of the aws partition, shortened). */
export const regionOptStatus: Readonly<Record<string, "ENABLED_BY_DEFAULT" | "ENABLED" | "DISABLED">> = {
  "af-south-1": "DISABLED",
  "ap-east-1": "DISABLED",
  "ap-northeast-1": "ENABLED_BY_DEFAULT",
  "ap-northeast-2": "ENABLED_BY_DEFAULT",
  "ap-northeast-3": "ENABLED_BY_DEFAULT",
  "ap-south-1": "ENABLED_BY_DEFAULT",
  "ap-south-2": "DISABLED",
  "ap-southeast-1": "ENABLED_BY_DEFAULT",
  "ap-southeast-2": "ENABLED_BY_DEFAULT",
  "ap-southeast-3": "DISABLED",
  "ap-southeast-4": "DISABLED",
  "ca-central-1": "ENABLED_BY_DEFAULT",
  "ca-west-1": "DISABLED",
  "eu-central-1": "ENABLED_BY_DEFAULT",
  "eu-central-2": "DISABLED",
  "eu-north-1": "ENABLED_BY_DEFAULT",
  "eu-south-1": "ENABLED",
  "eu-south-2": "DISABLED",
  "eu-west-1": "ENABLED_BY_DEFAULT",
  "eu-west-2": "ENABLED_BY_DEFAULT",
  "eu-west-3": "ENABLED_BY_DEFAULT",
  "il-central-1": "DISABLED",
  "me-central-1": "DISABLED",
  "me-south-1": "DISABLED",
  "sa-east-1": "ENABLED_BY_DEFAULT",
  "us-east-1": "ENABLED_BY_DEFAULT",
  "us-east-2": "ENABLED_BY_DEFAULT",
  "us-west-1": "ENABLED_BY_DEFAULT",
  "us-west-2": "ENABLED_BY_DEFAULT",
};
