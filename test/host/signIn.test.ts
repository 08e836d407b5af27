import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { features, linesBelow, openNode, replace, until } from "./explorer.js";
import { control, startServer } from "./sampleServer.js";

suite("sign-in", () => {
  const directory = mkdtempSync(join(tmpdir(), "sign-in-"));
  const settings = () => vscode.workspace.getConfiguration("cloudtrailExplorer");
  let server: ChildProcess | undefined;
  let endpoint = "";

  suiteSetup(async () => {
    const started = await startServer(directory);
    server = started.child;
    endpoint = started.endpoint;
    await settings().update("configFiles", [join(directory, "config")], vscode.ConfigurationTarget.Global);
    // One profile of the account is enough: the others could reach it without a sign-in.
    await settings().update("profiles", ["acme-sso"], vscode.ConfigurationTarget.Global);
  });

  suiteTeardown(async () => {
    await settings().update("configFiles", undefined, vscode.ConfigurationTarget.Global);
    await settings().update("profiles", undefined, vscode.ConfigurationTarget.Global);
    server?.disconnect();
    rmSync(directory, { recursive: true, force: true });
    await until("an empty tree", async () => (await linesBelow()).length === 0);
  });

  test("signing in shows the code, opens the browser, and the account opens", async () => {
    const { aws } = await features();
    const opened: string[] = [];
    const restore = replace(vscode.env, "openExternal", async (uri: vscode.Uri) => {
      opened.push(uri.toString(true));
      await control(endpoint, "POST", "sign-in");
      return true;
    });
    try {
      const key = await until("the account", async () => {
        const { directory: accounts } = await aws.services();
        return accounts
          .snapshot()
          .accounts.find(({ profiles }) => profiles.some(({ name }) => name === "acme-sso"))?.key;
      });
      await vscode.commands.executeCommand("cloudtrailExplorer.account.signIn", {
        kind: "account",
        account: key,
      });
      assert.equal(opened.length, 1);
      assert.ok(opened[0]?.startsWith(endpoint), opened[0]);
      const regions = await until("the Regions", async () => {
        const [account] = await (await features()).tree.getChildren();
        return account && (await linesBelow(account)).some((line) => line.startsWith("eu-west-1")) && account;
      });
      assert.equal(regions.kind, "account");
    } finally {
      restore();
    }
    assert.ok(await openNode("acme-prod", "eu-west-1").catch(() => openNode("acme-sso", "eu-west-1")));
  });
});
