import type { Account } from "../core/accounts/account.js";

/** AWS's separate worlds; accounts, Regions and global services never cross them. */
interface Partition {
  readonly prefixes: readonly string[];
  /** Where the events of global services (IAM, sign-in, CloudFront) are logged. */
  readonly globalRegion: string;
  /** Regions every account of the partition has without opting in. */
  readonly defaultRegions: readonly string[];
}

/** The commercial partition comes last: its prefix is the empty one, which everything has. */
const partitions: readonly Partition[] = [
  { prefixes: ["cn-"], globalRegion: "cn-north-1", defaultRegions: ["cn-north-1", "cn-northwest-1"] },
  {
    prefixes: ["us-gov-"],
    globalRegion: "us-gov-west-1",
    defaultRegions: ["us-gov-west-1", "us-gov-east-1"],
  },
  {
    prefixes: ["us-iso-"],
    globalRegion: "us-iso-east-1",
    defaultRegions: ["us-iso-east-1", "us-iso-west-1"],
  },
  { prefixes: ["us-isob-"], globalRegion: "us-isob-east-1", defaultRegions: ["us-isob-east-1"] },
  { prefixes: ["eusc-"], globalRegion: "eusc-de-east-1", defaultRegions: ["eusc-de-east-1"] },
  {
    prefixes: [""],
    globalRegion: "us-east-1",
    // AWS Account Management guide, "Enable or disable AWS Regions": the Regions from before 2019-03-20
    defaultRegions: [
      "us-east-1",
      "us-east-2",
      "us-west-1",
      "us-west-2",
      "ap-northeast-1",
      "ap-northeast-2",
      "ap-northeast-3",
      "ap-south-1",
      "ap-southeast-1",
      "ap-southeast-2",
      "ca-central-1",
      "eu-central-1",
      "eu-north-1",
      "eu-west-1",
      "eu-west-2",
      "eu-west-3",
      "sa-east-1",
    ],
  },
];

const partitionOf = (region: string | undefined): Partition => {
  const found = partitions.find(({ prefixes }) =>
    prefixes.some((prefix) => (region ?? "").startsWith(prefix)),
  );
  if (!found) throw new Error("the last partition takes every Region");
  return found;
};

export const globalRegion = (region: string | undefined): string => partitionOf(region).globalRegion;

export const defaultRegions = (region: string | undefined): readonly string[] =>
  partitionOf(region).defaultRegions;

/** Only the form: `eu-west-1`, `us-gov-east-1`. What is not of it must not become part of a host name. */
export const isRegionCode = (text: string): boolean => /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/u.test(text);

/** The account's own Regions: those of its profiles, the one of global services, and those the user added. */
export function configuredRegions(account: Account, extra: readonly string[]): readonly string[] {
  const own = account.profiles.map(({ region }) => region).filter((region) => region !== undefined);
  return [...new Set([...own, globalRegion(own[0]), ...extra])];
}
