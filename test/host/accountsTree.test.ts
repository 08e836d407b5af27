import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { features, linesBelow, openNode, until } from "./explorer.js";

const folder = join(homedir(), ".aws");
const config = join(folder, "config");

const write = (text: string): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(config, text);
};

/** Nothing listens there: a connection is refused at once. */
const nowhere = "http://127.0.0.1:9";

suite("accounts tree", () => {
  teardown(async () => {
    rmSync(folder, { recursive: true, force: true });
    await until("an empty tree", async () => (await linesBelow()).length === 0);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("without AWS files there is no node, so that the welcome shows what to do", async () => {
    assert.deepEqual(await linesBelow(), []);
    assert.equal((await features()).model.state, "none");
  });

  test("a profile shows as soon as it is written to the config file", async () => {
    await linesBelow();
    write(
      "[profile build]\nregion = eu-west-1\nrole_arn = arn:aws:iam::999900001111:role/Build\nsource_profile = base\n[profile base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n",
    );
    await until("the profile", async () => (await linesBelow()).includes("build | 999900001111"));
  });

  test("a line that is no setting is a node that opens the file at that line", async () => {
    write(
      "[profile a]\nregion = eu-west-1\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\nthis is nothing\n",
    );
    const node = await until("the problem", async () => {
      const { tree } = await features();
      return (await tree.getChildren()).find(({ kind }) => kind === "problem");
    });
    await vscode.commands.executeCommand("cloudtrailExplorer.problem.resolve", node);
    const editor = await until("the editor", () => vscode.window.activeTextEditor);
    assert.equal(editor.document.uri.fsPath, config);
    assert.equal(editor.selection.active.line, 4);
  });

  test("opening an account's config goes to its profile", async () => {
    write(
      `[profile a]\nregion = eu-west-1\n\n[profile b]\nregion = eu-west-1\nendpoint_url = ${nowhere}\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n`,
    );
    const node = await until("the profile", async () => {
      const { tree } = await features();
      return (await tree.getChildren()).find((each) => each.account === "b");
    });
    await vscode.commands.executeCommand("cloudtrailExplorer.account.openConfig", node);
    const editor = await until("the editor", () => vscode.window.activeTextEditor);
    assert.equal(editor.selection.active.line, 3);
  });

  test("an account that cannot be reached says why, and keeps its Regions", async () => {
    write(
      `[profile far]\nregion = eu-west-1\nendpoint_url = ${nowhere}\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n`,
    );
    await until("the profile", async () => (await linesBelow()).some((line) => line.startsWith("far")));
    const lines = await linesBelow(await openNode("far"));
    assert.deepEqual(lines, [
      "No connection | Try Again",
      "eu-west-1 | Europe (Ireland)",
      "us-east-1 | US East (N. Virginia)",
    ]);
    await until("the account's own line", async () => (await linesBelow()).includes("far | No connection"));
  });

  test("a setting hides profiles, and says so when it hides all", async () => {
    write("[profile a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n");
    await until("the profile", async () => (await linesBelow()).length === 1);
    const settings = vscode.workspace.getConfiguration("cloudtrailExplorer");
    await settings.update("profiles", ["other"], vscode.ConfigurationTarget.Global);
    try {
      await until("no account", async () => (await linesBelow()).length === 0);
      assert.equal((await features()).model.state, "hidden");
    } finally {
      await settings.update("profiles", undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
