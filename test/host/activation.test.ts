import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/host/commandIds.js";

const id = "cloudtrail-explorer.cloudtrail-explorer";

suite("activation", () => {
  test("the extension is there and activates", async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is not installed`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  test("every command that the manifest contributes is registered", async () => {
    await vscode.extensions.getExtension(id)?.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      commandIds.filter((command) => !registered.has(command)),
      [],
    );
  });
});
