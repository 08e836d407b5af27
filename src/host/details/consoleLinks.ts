import { parseArn } from "../../core/events/naming/arn.js";

/** Hosts of the management console by the start of a Region code; what is not public has none. */
const hosts: readonly (readonly [prefix: string, host: string | undefined])[] = [
  ["cn-", "console.amazonaws.cn"],
  ["us-gov-", "console.amazonaws-us-gov.com"],
  ["us-iso", undefined],
  ["eusc-", undefined],
  ["", "console.aws.amazon.com"],
];

/** Addresses in the AWS console of what a trail is made of; undefined where there is none. */
export interface ConsoleLinks {
  trail(arn: string): string | undefined;
  bucket(name: string, prefix: string | undefined): string | undefined;
  key(keyArn: string): string | undefined;
  topic(arn: string): string | undefined;
  logGroup(arn: string): string | undefined;
  lake(): string | undefined;
}

const nowhere = (): undefined => undefined;

/** For what the console knows nothing of: custom endpoints and partitions without a public console. */
export const noLinks: ConsoleLinks = {
  trail: nowhere,
  bucket: nowhere,
  key: nowhere,
  topic: nowhere,
  logGroup: nowhere,
  lake: nowhere,
};

export function consoleLinks(region: string): ConsoleLinks {
  const host = hosts.find(([prefix]) => region.startsWith(prefix))?.[1];
  if (host === undefined) return noLinks;
  const at = (where: string, path: string, query: string): string =>
    `https://${encodeURIComponent(where)}.${host}/${path}?region=${encodeURIComponent(where)}${query}`;
  return {
    trail: (arn) => at(region, "cloudtrailv2/home", `#/trails/${encodeURIComponent(arn)}`),
    bucket: (name, prefix) => {
      const query = prefix === undefined ? "" : `&prefix=${encodeURIComponent(`${prefix}/`)}`;
      return at(region, `s3/buckets/${encodeURIComponent(name)}`, query);
    },
    key: (keyArn) => {
      const arn = parseArn(keyArn);
      if (arn?.kind !== "key") return undefined;
      return at(arn.region, "kms/home", `#/kms/keys/${encodeURIComponent(arn.name)}`);
    },
    topic: (topicArn) => {
      const arn = parseArn(topicArn);
      return arn && at(arn.region, "sns/v3/home", `#/topic/${encodeURIComponent(topicArn)}`);
    },
    logGroup: (groupArn) => {
      const arn = parseArn(groupArn);
      return arn && at(arn.region, "cloudwatch/home", `#logsV2:log-groups/log-group/${twice(arn.name)}`);
    },
    lake: () => at(region, "cloudtrailv2/home", "#/lake"),
  };
}

/** The CloudWatch console takes names percent-encoded twice, with `$` in the place of the outer `%`. */
const twice = (name: string): string => encodeURIComponent(encodeURIComponent(name)).replaceAll("%", "$");
