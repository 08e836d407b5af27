/** Regions of the partitions beside `aws` tell them by their beginning. */
const PARTITIONS = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-isob-", "aws-iso-b"],
  ["us-isof-", "aws-iso-f"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-iso-", "aws-iso"],
  ["eusc-", "aws-eusc"],
] as const;

/** The partition of a Region, as ARNs write it; `aws` where no other is told. */
export const partitionOf = (region: string | undefined): string =>
  PARTITIONS.find(([start]) => region?.startsWith(start) === true)?.[1] ?? "aws";
