import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { features, linesBelow, lineOf, messages, openNode, replace, until } from "./explorer.js";
import { control } from "./sampleServer.js";

const documentOf = (part: string): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find(
    ({ uri }) => uri.scheme === "cloudtrail-explorer" && uri.path.includes(part),
  );

async function endpoint(): Promise<string> {
  const { sample } = await features();
  const config = readFileSync(join(sample.directory, "config"), "utf8");
  return /endpoint_url = (\S+)/.exec(config)?.[1] ?? assert.fail(config);
}

suite("sample account", () => {
  suiteSetup(async () => {
    await vscode.commands.executeCommand("cloudtrailExplorer.sample.explore");
  });

  teardown(async () => {
    const { sample } = await features();
    if (sample.state.kind === "running") await control(await endpoint(), "DELETE", "faults");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  suiteTeardown(async () => {
    await vscode.commands.executeCommand("cloudtrailExplorer.sample.remove");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("exploring it starts a server and opens a search of its first account", async () => {
    const { sample } = await features();
    assert.equal(sample.state.kind, "running");
    await until("the search panel", () =>
      vscode.window.tabGroups.all.some(({ tabs }) =>
        tabs.some(
          ({ input }) =>
            input instanceof vscode.TabInputWebview && input.viewType.endsWith("cloudtrailExplorer.search"),
        ),
      ),
    );
  });

  test("its accounts appear with their names and ids", async () => {
    await openNode("acme-prod", "eu-west-1");
    const lines = await until("both accounts", async () => {
      const seen = await linesBelow();
      return seen.length === 2 && seen.every((line) => /\d{12}/.test(line)) && seen;
    });
    assert.deepEqual(lines, ["acme-prod | 111122223333", "acme-security | 444455556666"]);
  });

  test("an account holds its Regions, a Region its parts", async () => {
    const account = await openNode("acme-prod");
    assert.deepEqual(await linesBelow(account), [
      "eu-west-1 | Europe (Ireland)",
      "us-east-1 | US East (N. Virginia)",
    ]);
    assert.deepEqual(await linesBelow(await openNode("acme-prod", "eu-west-1")), [
      "Event history | last 90 days",
      "Trails | ",
      "Event data stores | ",
      "Channels | ",
    ]);
  });

  test("trails say at a glance how they are, and shadows where they live", async () => {
    assert.deepEqual(await linesBelow(await openNode("acme-prod", "eu-west-1", "Trails")), [
      "acme-org-trail | logging · multi-Region · organization · validated",
    ]);
    assert.deepEqual(await linesBelow(await openNode("acme-prod", "us-east-1", "Trails")), [
      "acme-org-trail | logging · shadow of eu-west-1 · organization · validated",
    ]);
  });

  test("a Region that is added shows at once, and goes again", async () => {
    const { settings } = await features();
    await settings.setRegionsOf("111122223333", ["eu-central-1"]);
    await until("the added Region", async () =>
      (await linesBelow(await openNode("acme-prod"))).includes("eu-central-1 | Europe (Frankfurt) · added"),
    );
    const region = await openNode("acme-prod", "eu-central-1");
    assert.deepEqual(
      await linesBelow(await openNode("acme-prod", "eu-central-1", "Trails")),
      [
        "acme-org-trail | logging · shadow of eu-west-1 · organization · validated",
        "eu-central-audit | delivery error: AccessDenied · single Region · not validated",
      ].sort((a, b) => Number(a.includes("shadow")) - Number(b.includes("shadow"))),
    );
    await vscode.commands.executeCommand("cloudtrailExplorer.regions.remove", region);
    await until("the Region to go", async () => (await linesBelow(await openNode("acme-prod"))).length === 2);
    assert.deepEqual(settings.regionsOf("111122223333"), []);
  });

  test("Regions to add come from what the account has, with those that are off apart", async () => {
    const { settings } = await features();
    const account = await openNode("acme-prod");
    let picks: readonly vscode.QuickPickItem[] = [];
    const restore = replace(
      vscode.window,
      "showQuickPick",
      async (items: readonly vscode.QuickPickItem[]) => {
        picks = items;
        return items.find(({ label }) => label === "eu-north-1");
      },
    );
    try {
      await vscode.commands.executeCommand("cloudtrailExplorer.regions.add", account);
    } finally {
      restore();
    }
    const labels = picks.map(({ label }) => label);
    assert.ok(!labels.includes("eu-west-1"), "what is shown already is not offered");
    assert.ok(labels.indexOf("eu-north-1") < labels.indexOf("Not enabled for this account"));
    assert.ok(labels.indexOf("af-south-1") > labels.indexOf("Not enabled for this account"));
    assert.equal(picks.find(({ label }) => label === "eu-south-1")?.description, "Europe (Milan) · opted in");
    assert.deepEqual(settings.regionsOf("111122223333"), ["eu-north-1"]);
    await settings.setRegionsOf("111122223333", []);
  });

  test("where Regions may not be listed, a code can be typed and its shape is checked", async () => {
    const { aws, settings } = await features();
    const account = await openNode("acme-security");
    await linesBelow(account);
    const { directory } = await aws.services();
    await directory.refresh(account.account);
    await control(await endpoint(), "POST", "faults", { kind: "denied", operation: "ListRegions" });
    let box: vscode.InputBoxOptions | undefined;
    const restore = replace(vscode.window, "showInputBox", async (options: vscode.InputBoxOptions) => {
      box = options;
      return "ap-south-1";
    });
    try {
      await vscode.commands.executeCommand("cloudtrailExplorer.regions.add", await openNode("acme-security"));
    } finally {
      restore();
    }
    assert.match(box?.prompt ?? "", /account:ListRegions/);
    const verdicts = await Promise.all(
      ["ap-south-1", "Mumbai", "eu-west-1"].map(async (typed) => box?.validateInput?.(typed)),
    );
    assert.deepEqual(verdicts, [
      undefined,
      "A Region code looks like eu-west-1.",
      "eu-west-1 is shown already.",
    ]);
    const key = (await openNode("acme-security")).account;
    assert.deepEqual(settings.regionsOf(key), ["ap-south-1"]);
    await settings.setRegionsOf(key, []);
  });

  test("a trail's details are a readable page with status, selectors and tags", async () => {
    const trail = await openNode("acme-prod", "eu-west-1", "Trails", "acme-org-trail");
    await vscode.commands.executeCommand("cloudtrailExplorer.node.showDetails", trail);
    const document = documentOf("acme-org-trail") ?? assert.fail("no document");
    const text = document.getText();
    assert.match(text, /^# acme\\-org\\-trail\n\n\*\*✓ Logging\.\*\*/);
    assert.match(text, /\*\*Customer exports\\, objects read and written\*\*/);
    assert.match(text, /`resources\.ARN` starts with `arn:aws:s3:::acme-customer-exports\/`/);
    assert.match(text, /\| cost\\-center \| 4711 \|/);
    assert.match(text, /ApiErrorRateInsight/);
    assert.doesNotMatch(text, /console\.aws\.amazon\.com/, "the console knows nothing of this endpoint");
    await until("the preview", () =>
      vscode.window.tabGroups.all.some(({ tabs }) =>
        tabs.some(
          ({ input, label }) => input instanceof vscode.TabInputWebview && label.includes("acme-org-trail"),
        ),
      ),
    );
  });

  test("an event data store's details carry the note on Lake, a channel's where its events go", async () => {
    const store = await openNode("acme-prod", "eu-west-1", "Event data stores", "acme-org-events");
    await vscode.commands.executeCommand("cloudtrailExplorer.node.showDetails", store);
    const text = until("the store's page", () => documentOf(store.arn?.split("/").at(-1) ?? "?")?.getText());
    assert.match(await text, /closed to new customers since May 31/);
    assert.match(await text, /\| Retention \| 7 years \|/);
    const channels = await openNode("acme-prod", "eu-west-1", "Channels");
    const [channel] = await (await features()).tree.getChildren(channels);
    assert.ok(channel);
    await vscode.commands.executeCommand("cloudtrailExplorer.node.showDetails", channel);
    const page = until("the channel's page", () =>
      documentOf(channel.arn?.split("/").at(-1) ?? "?")?.getText(),
    );
    assert.match(await page, /## Destinations\n\n- `/);
  });

  test("a denied action is a problem in its place that a refresh clears", async () => {
    const at = await endpoint();
    await control(at, "POST", "faults", { kind: "denied", operation: "ListChannels" });
    const channels = await openNode("acme-prod", "eu-west-1", "Channels");
    await vscode.commands.executeCommand("cloudtrailExplorer.node.refresh", channels);
    const [problem] = await (await features()).tree.getChildren(channels);
    assert.ok(problem);
    assert.equal(await lineOf(problem), "Not allowed: cloudtrail:ListChannels | in eu-west-1 · Try Again");
    const { tree } = await features();
    const item = tree.resolveTreeItem(tree.getTreeItem(problem), problem);
    assert.ok(item.tooltip instanceof vscode.MarkdownString);
    assert.equal(item.tooltip.isTrusted, undefined);
    assert.match(item.tooltip.value, /cloudtrail\\:ListChannels/);
    await control(at, "DELETE", "faults");
    assert.ok(item.command);
    const ref: unknown = item.command.arguments?.[0];
    await vscode.commands.executeCommand(item.command.command, ref);
    await until(
      "the channels",
      async () => !(await linesBelow(channels)).some((line) => line.startsWith("Not allowed")),
    );
  });

  test("a refresh asks AWS again", async () => {
    const at = await endpoint();
    const trails = await openNode("acme-prod", "eu-west-1", "Trails");
    await linesBelow(trails);
    await control(at, "DELETE", "requests");
    await vscode.commands.executeCommand("cloudtrailExplorer.node.refresh", trails);
    await linesBelow(trails);
    const requests: unknown = await (await fetch(`${at}/_sample/requests`)).json();
    assert.match(JSON.stringify(requests), /DescribeTrails/);
  });

  test("the event cache can be seen and cleared, and says how much was freed", async () => {
    await vscode.commands.executeCommand("cloudtrailExplorer.cache.show");
    assert.match(documentOf("Event cache")?.getText() ?? "", /^# Event cache/);
    const questions = messages("showWarningMessage", "Clear");
    const said = messages("showInformationMessage");
    try {
      await vscode.commands.executeCommand("cloudtrailExplorer.cache.clear");
      await until("a word about the cache", () => said.shown.length > 0);
      assert.match(said.shown[0]?.text ?? "", /freed|is empty/);
    } finally {
      questions.restore();
      said.restore();
    }
  });

  test("a server that dies is reported with what to do, and comes back on the button", async () => {
    const { sample } = await features();
    const before = await endpoint();
    const errors = messages("showErrorMessage", "Start the Sample Account");
    try {
      process.kill(sample.processId ?? assert.fail("no server"), "SIGKILL");
      await until("the message", () => errors.shown.length > 0);
      assert.match(errors.shown[0]?.text ?? "", /sample account's server stopped/);
      await until(
        "the new server",
        async () => sample.state.kind === "running" && (await endpoint()) !== before,
      );
      await until("its trails", async () => {
        const lines = await linesBelow(await openNode("acme-prod", "eu-west-1", "Trails"));
        return lines.some((line) => line.startsWith("acme-org-trail"));
      });
    } finally {
      errors.restore();
    }
  });

  test("a server that cannot be started is a node of the tree that starts it", async () => {
    const { sample, settings } = await features();
    await vscode.commands.executeCommand("cloudtrailExplorer.sample.remove");
    // A file where its folder has to be.
    const storage = dirname(sample.directory);
    rmSync(storage, { recursive: true, force: true });
    writeFileSync(storage, "");
    await settings.setSampleAccountEnabled(true);
    await until("the problem", async () =>
      (await linesBelow()).includes("The sample account is not running | Start the Sample Account"),
    );
    rmSync(storage);
    const [problem] = await (await features()).tree.getChildren();
    await vscode.commands.executeCommand("cloudtrailExplorer.problem.resolve", problem);
    assert.equal(sample.state.kind, "running");
    await until("its accounts", async () =>
      (await linesBelow()).some((line) => line.startsWith("acme-prod")),
    );
  });

  test("removing it ends the server, its files and its accounts", async () => {
    const { sample, settings } = await features();
    const at = await endpoint();
    await vscode.commands.executeCommand("cloudtrailExplorer.sample.remove");
    assert.equal(settings.sampleAccountEnabled, false);
    assert.equal(existsSync(sample.directory), false);
    await assert.rejects(fetch(at));
    await until("an empty tree", async () => (await linesBelow()).length === 0);
  });
});
