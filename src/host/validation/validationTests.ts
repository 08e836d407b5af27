import * as vscode from "vscode";
import { DisposableStore } from "../../core/base/disposables.js";
import { parseDigestName } from "../../core/digest/objectNames.js";
import { worstOf, type Counts, type Group } from "../../core/digest/results.js";
import type { Range } from "../../core/digest/series.js";
import type { Verdict } from "../../core/digest/verdict.js";
import { withSignal } from "../cancel.js";
import type { ValidationRun } from "./validationRun.js";
import type { ValidationRuns } from "./validationRuns.js";
import { groupLabel, verdictLine } from "./verdictLooks.js";

/** Failures told one by one for one item. */
const mostMessages = 20;

export interface TestsDeps {
  readonly runs: ValidationRuns;
  /** Validates the whole folder as the command does. */
  readonly again: () => Promise<void>;
  readonly report: (error: unknown) => Promise<void>;
}

/** The groups of a validation in the Test Explorer, down to the digest; each can be checked anew by itself. */
export class ValidationTests implements vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly controller = this.#owned.add(
    vscode.tests.createTestController(
      "cloudtrailExplorer.validation",
      vscode.l10n.t("CloudTrail Validation"),
    ),
  );
  readonly #groups = new WeakMap<vscode.TestItem, Group>();

  readonly profile: vscode.TestRunProfile;

  constructor(private readonly deps: TestsDeps) {
    this.profile = this.controller.createRunProfile(
      vscode.l10n.t("Validate"),
      vscode.TestRunProfileKind.Run,
      (request, token) => this.#runAgain(request, token),
      true,
    );
  }

  /** Shows a finished run; without one nothing. */
  show(run: ValidationRun | undefined): void {
    this.controller.items.replace(run ? run.results.roots.map((group) => this.#itemOf(group, run)) : []);
    if (run?.state !== "done") return;
    const testRun = this.controller.createTestRun(new vscode.TestRunRequest(), run.folderName, false);
    for (const item of leaves(this.controller.items)) this.#tell(testRun, item, run);
    testRun.end();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #itemOf(group: Group, run: ValidationRun): vscode.TestItem {
    const path = group.kind === "digest" ? run.results.digest(group.label)?.path : undefined;
    const uri = path === undefined ? undefined : vscode.Uri.joinPath(vscode.Uri.file(run.folder), path);
    const item = this.controller.createTestItem(group.id, groupLabel(group, vscode.l10n.t), uri);
    item.sortText = group.kind === "day" || group.kind === "digest" ? newestFirst(group.label) : group.label;
    item.children.replace(Array.from(group.groups.values(), (each) => this.#itemOf(each, run)));
    this.#groups.set(item, group);
    return item;
  }

  #tell(testRun: vscode.TestRun, item: vscode.TestItem, run: ValidationRun, counts?: Counts): void {
    const group = this.#groups.get(item);
    if (!group) return;
    const standing = worstOf(counts ?? group.counts);
    if (standing === "broken")
      testRun.failed(
        item,
        group.verdicts
          .flatMap((index) => run.results.verdicts[index] ?? [])
          .filter((verdict) => verdict.standing === "broken")
          .slice(0, mostMessages)
          .map((verdict) => messageOf(verdict, run)),
      );
    else if (standing === "unchecked") testRun.skipped(item);
    else testRun.passed(item);
  }

  /** Items that were picked are checked by a run narrowed to them; all of them by the whole one. */
  async #runAgain(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const current = this.deps.runs.current;
    if (!request.include || !current) return this.deps.again();
    const testRun = this.controller.createTestRun(request, current.folderName, false);
    try {
      for (const item of request.include) {
        const picked = [...leaves([[item.id, item] as const])];
        for (const each of picked) testRun.started(each);
        const group = this.#groups.get(item);
        const range = group ? rangeOf(group) : {};
        const part = await withSignal(token, (signal) => this.deps.runs.validatePart(current, range, signal));
        const found = new Map(allGroups(part.results.roots).map((each) => [each.id, each]));
        for (const each of picked) {
          const fresh = found.get(each.id);
          if (fresh) this.#groups.set(each, fresh);
          this.#tell(testRun, each, part, fresh?.counts ?? { proven: 0, noted: 0, unchecked: 1, broken: 0 });
        }
      }
    } catch (error) {
      await this.deps.report(error);
    } finally {
      testRun.end();
    }
  }
}

type Items = Iterable<readonly [string, vscode.TestItem]>;

/** Items that hold verdicts themselves: digests, days with gaps, what no digest names. */
function* leaves(items: Items): Generator<vscode.TestItem> {
  for (const [, item] of items) {
    if (item.children.size === 0) yield item;
    else yield* leaves(item.children);
  }
}

function allGroups(groups: readonly Group[]): readonly Group[] {
  return groups.flatMap((group) => [group, ...allGroups([...group.groups.values()])]);
}

/** What to ask for to see a group again. */
function rangeOf(group: Group): Range {
  const digest = firstDigest(group);
  const name = digest === undefined ? undefined : parseDigestName(digest);
  if (!name) return {};
  const { account, region, trail, endMs } = name;
  if (group.kind === "trail") return { account, trail };
  if (group.kind === "region") return { account, trail, region };
  const dayMs = 86_400_000;
  const startMs = Math.floor(endMs / dayMs) * dayMs;
  return group.kind === "day"
    ? { account, trail, region, fromMs: startMs - 3_600_000, toMs: startMs + dayMs }
    : { account, trail, region, fromMs: endMs - 1, toMs: endMs };
}

function firstDigest(group: Group): string | undefined {
  if (group.kind === "digest") return group.label;
  for (const each of group.groups.values()) {
    const found = firstDigest(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Turns digits round, so that the newest comes first. */
const newestFirst = (label: string): string => label.replace(/\d/g, (digit) => String(9 - Number(digit)));

function messageOf(verdict: Verdict, run: ValidationRun): vscode.TestMessage {
  const { expectedSha256, actualSha256 } = verdict.evidence;
  const text = `${verdict.name}: ${verdictLine(verdict, vscode.l10n.t)}`;
  const differs =
    expectedSha256 !== undefined && actualSha256 !== undefined && expectedSha256 !== actualSha256;
  const message = differs
    ? vscode.TestMessage.diff(text, expectedSha256, actualSha256)
    : new vscode.TestMessage(text);
  const file = run.fileOf(verdict);
  if (file !== undefined)
    message.location = new vscode.Location(vscode.Uri.file(file), new vscode.Position(0, 0));
  return message;
}
