import { describe, expect, test } from "vitest";
import { english } from "../../../../src/core/base/translate.js";
import type { Via } from "../../../../src/core/events/insight.js";
import {
  instancesTitle,
  lensTitle,
  unlinkedTitle,
  type TitleOptions,
} from "../../../../src/core/iac/history/lensTitle.js";
import { aHistory, anEntry, dayMs, hourMs, nowMs } from "./builders.js";

const options: TitleOptions = { t: english, nowMs, locale: "en", manager: undefined };
const terraform: TitleOptions = { ...options, manager: "Terraform" };

const consoleVia: Via = {
  tool: "Console",
  confidence: "high",
  grounds: "sessionCredentialFromConsole true",
};
const terraformVia: Via = { tool: "Terraform", confidence: "high", grounds: "userAgent Terraform/1.9" };

describe("the title of a lens", () => {
  test("counts the changes of thirty days and tells the last one", () => {
    const history = aHistory([
      anEntry(),
      anEntry({ timeMs: nowMs - 3 * dayMs, name: "PutBucketTagging" }),
      anEntry({ timeMs: nowMs - 20 * dayMs }),
    ]);
    expect(lensTitle(history, options)).toBe(
      "3 changes in 30 days · last: alice, PutBucketPolicy, 2 days ago",
    );
  });

  test("goes back to ninety days when nothing newer is there", () => {
    const history = aHistory([anEntry({ timeMs: nowMs - 40 * dayMs })]);
    expect(lensTitle(history, options)).toBe(
      "1 change in 90 days · last: alice, PutBucketPolicy, last month",
    );
  });

  test("warns of a change that was made past the manager", () => {
    const history = aHistory([
      anEntry({ timeMs: nowMs - 3 * dayMs, via: consoleVia }),
      anEntry({ timeMs: nowMs - 5 * dayMs, via: terraformVia, actor: "ci" }),
    ]);
    expect(lensTitle(history, terraform)).toBe(
      "$(warning) Changed outside Terraform · alice, console, 3 days ago",
    );
  });

  test("says possibly when the record does not surely tell the tool", () => {
    const via: Via = { tool: "SDK", confidence: "medium", grounds: "userAgent Boto3/1.34" };
    expect(lensTitle(aHistory([anEntry({ via })]), terraform)).toBe(
      "$(warning) Possibly changed outside Terraform · alice, SDK, 2 days ago",
    );
  });

  test("names the call where the tool is not known", () => {
    const via: Via = { tool: "Other", confidence: "low", grounds: "no userAgent" };
    expect(lensTitle(aHistory([anEntry({ via })]), terraform)).toBe(
      "$(warning) Possibly changed outside Terraform · alice, PutBucketPolicy, 2 days ago",
    );
  });

  test("is calm again once the manager has changed the resource since", () => {
    const history = aHistory([
      anEntry({ timeMs: nowMs - hourMs, via: terraformVia, actor: "ci" }),
      anEntry({ via: consoleVia }),
    ]);
    expect(lensTitle(history, terraform)).toBe(
      "2 changes in 30 days · last: ci, PutBucketPolicy, 1 hour ago",
    );
  });

  test("does not call services that turn their own knobs a change outside", () => {
    const via: Via = { tool: "AWS service", confidence: "high", grounds: "invokedBy autoscaling" };
    expect(lensTitle(aHistory([anEntry({ via })]), terraform)).not.toContain("outside");
  });

  test("counts deployments when all was done by them", () => {
    const apply = (hours: number, key: string) =>
      ["CreateBucket", "PutBucketPolicy", "PutBucketTagging"].map((name, at) =>
        anEntry({
          name,
          timeMs: nowMs - hours * hourMs - at * 1000,
          via: terraformVia,
          actor: "ci",
          group: { kind: "run", key },
        }),
      );
    expect(lensTitle(aHistory([...apply(4, "x"), ...apply(100, "y")]), terraform)).toBe(
      "2 deployments in 30 days · last: ci, CreateBucket, 4 hours ago",
    );
  });

  test("says what was looked through when nothing was found", () => {
    expect(lensTitle(aHistory([]), options)).toBe("No changes found in 90 days");
    const { asked } = aHistory([]);
    const cut = { ...asked, isCut: true, window: { fromMs: nowMs - 7 * dayMs, toMs: nowMs } };
    expect(lensTitle(aHistory([], { asked: cut }), options)).toBe("No changes found since 7 days ago");
  });

  test("never says there were no changes while lookups are missing", () => {
    expect(lensTitle(aHistory([], { state: "partial" }), options)).toBe("CloudTrail history");
    expect(lensTitle(aHistory([], { state: "waiting" }), options)).toBe("CloudTrail history");
    expect(lensTitle(aHistory([], { state: "failed" }), options)).toBe("History could not be read");
  });

  test("asks for a link where only a stack or a state knows the name", () => {
    expect(unlinkedTitle("CloudFormation", english)).toBe("Link a stack to see history");
    expect(unlinkedTitle("Terraform", english)).toBe("Link a state file to see history");
  });

  test("sums up instances, each change once", () => {
    const shared = anEntry();
    const histories = [aHistory([shared, anEntry()]), aHistory([shared]), aHistory([])];
    expect(instancesTitle(histories, options)).toBe("2 changes across 3 instances");
    expect(instancesTitle([aHistory([]), aHistory([])], options)).toBe("No changes found across 2 instances");
  });

  test("shows hostile names as text", () => {
    const title = lensTitle(aHistory([anEntry({ actor: "$(trash)\u202Eecila" })]), options);
    expect(title).not.toContain("$(trash)");
    expect(title).not.toContain("\u202E");
  });
});
