import { globalRegion } from "../aws/regions.js";
import type { Account } from "../core/accounts/account.js";
import { Failure } from "../core/base/failure.js";
import type { Translate } from "../core/base/translate.js";
import { parseArn, type Arn } from "../core/events/naming/arn.js";
import type { Query } from "../core/search/query.js";
import { formatQuery, parseQuery } from "../core/search/queryText.js";

/** What a search is about, as far as the place it was opened from tells. */
export interface SearchPlace {
  readonly account: Account | undefined;
  readonly region: string | undefined;
  /** Time range in query text form, such as `7d`. */
  readonly range: string;
}

/** The query line for a place; without an account the panel takes the current one. */
export const placeText = (place: SearchPlace, accounts: readonly Account[]): string =>
  formatQuery(placeQuery(place, accounts));

const placeQuery = ({ account, region, range }: SearchPlace, accounts: readonly Account[]): Query => ({
  ...parseQuery(`last:${range}`).query,
  accounts: account === undefined ? [] : [accountWord(account, accounts)],
  regions: region === undefined ? [] : [region],
});

/** How a query names an account: by its name when that means no other one, else by its key. */
export function accountWord(account: Account, accounts: readonly Account[]): string {
  const others = accounts.filter(({ key }) => key !== account.key);
  const taken = others.some(
    ({ name, profiles }) => name === account.name || profiles.some((each) => each.name === account.name),
  );
  return taken ? account.key : account.name;
}

export interface ClipboardSearch {
  readonly text: string;
  /** Something the person should know of the search; undefined when all is as asked. */
  readonly remark: string | undefined;
}

/** The clipboard is somebody else's: more than this is not looked at. */
const longestClipboard = 20_000;

/** A search for the resource whose ARN is on the clipboard, alone or within other text. */
export function clipboardSearch(
  clipboard: string,
  accounts: readonly Account[],
  range: string,
  t: Translate,
): ClipboardSearch {
  const found = findArn(clipboard.slice(0, longestClipboard));
  if (found === undefined) {
    throw new Failure(
      "panel/bad-request",
      t("The clipboard holds no ARN. Copy one, such as arn:aws:s3:::bucket-name, and run the command again."),
    );
  }
  const { arn, text } = found;
  const account = accounts.find((each) => arn.account !== "" && idsOf(each).includes(arn.account));
  const unknown = arn.account !== "" && account === undefined;
  const query: Query = {
    ...placeQuery({ account, region: regionOf(arn), range }, accounts),
    filters: [{ field: "resource", negated: false, value: text }],
  };
  return {
    text: formatQuery(query),
    remark: unknown
      ? t("No profile is known to reach account {0}. The search asks the current account.", arn.account)
      : undefined,
  };
}

const idsOf = ({ accountId, profiles }: Account): readonly (string | undefined)[] => [
  accountId,
  ...profiles.map((profile) => profile.accountId),
];

function findArn(clipboard: string): { readonly arn: Arn; readonly text: string } | undefined {
  const whole = clipboard.trim().replace(/^["'`]|["'`]$/g, "");
  const inside = /\barn:[a-z][a-z-]*:[^\s"'`,;<>()[\]{}]+/.exec(clipboard)?.[0];
  for (const text of [/\s/.test(whole) ? undefined : whole, inside]) {
    const arn = text === undefined ? undefined : parseArn(text);
    if (text !== undefined && arn !== undefined) return { arn, text };
  }
  return undefined;
}

/** Services without Regions in their ARNs that log where the partition's global services do. */
const globalServices = new Set(["account", "cloudfront", "iam", "organizations", "route53", "waf"]);
/** A Region of the partition, from which its main one follows; the commercial partition needs none. */
const partitionRegions: Readonly<Record<string, string>> = {
  aws: "us-east-1",
  "aws-cn": "cn-north-1",
  "aws-us-gov": "us-gov-west-1",
};

function regionOf({ region, service, partition }: Arn): string | undefined {
  if (region !== "") return region;
  const known = Object.hasOwn(partitionRegions, partition) ? partitionRegions[partition] : undefined;
  return globalServices.has(service) && known !== undefined ? globalRegion(known) : undefined;
}
