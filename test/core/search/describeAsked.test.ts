import { expect, test } from "vitest";
import type { Asked, AskedScope } from "../../../src/core/search/asked.js";
import { describeAsked } from "../../../src/core/search/describeAsked.js";

const scope = (more: Partial<AskedScope>): AskedScope => ({
  account: "111122223333",
  accountId: "111122223333",
  region: "eu-west-1",
  attribute: undefined,
  pages: 1,
  cachedPages: 0,
  reachedMs: 0,
  state: "complete",
  ...more,
});

const asked = (...scopes: readonly AskedScope[]): Asked => ({
  fromMs: 0,
  toMs: 1000,
  scopes,
  filteredHere: [],
  received: 0,
  duplicates: 0,
  unreadable: 0,
});

test("what was asked is told in one line", () => {
  expect(describeAsked(asked(scope({})))).toBe("eu-west-1, all events, 1 page");
  expect(describeAsked(asked(scope({ attribute: "ResourceName=x" }), scope({ pages: 4 })))).toBe(
    "eu-west-1, ResourceName=x | all events, 5 pages",
  );
  expect(
    describeAsked({
      ...asked(
        scope({ attribute: "Username=alice", pages: 20 }),
        scope({ attribute: "Username=alice", region: "us-east-1", pages: 7, cachedPages: 2 }),
        scope({
          attribute: "Username=alice",
          region: "eu-central-1",
          state: "failed",
          accountId: "444455556666",
        }),
      ),
      filteredHere: ["error:any", "-service:kms"],
      duplicates: 3,
      unreadable: 1,
    }),
  ).toBe(
    "2 accounts, 3 Regions, Username=alice, 28 pages, 2 from the cache, filtered here: error:any -service:kms, 3 repeated events dropped, 1 records unreadable, 1 of 3 lookups failed",
  );
});
