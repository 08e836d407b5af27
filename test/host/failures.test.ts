import assert from "node:assert/strict";
import * as vscode from "vscode";
import { Failure } from "../../src/core/base/failure.js";
import { features, messages, until } from "./explorer.js";

suite("failures of commands", () => {
  test("a clipboard without an ARN gives one message that says what to copy", async () => {
    const errors = messages("showErrorMessage");
    try {
      await vscode.env.clipboard.writeText("nothing of interest");
      await vscode.commands.executeCommand("cloudtrailExplorer.search.openClipboard");
      await until("the message", () => errors.shown.length > 0);
      assert.equal(errors.shown.length, 1);
      assert.match(errors.shown[0]?.text ?? "", /clipboard holds no ARN/);
      assert.deepEqual(errors.shown[0]?.buttons, ["Show Log"]);
    } finally {
      errors.restore();
    }
  });

  test("a command of the tree that is run without a node says where it belongs", async () => {
    const errors = messages("showErrorMessage");
    try {
      for (const id of [
        "node.refresh",
        "node.copyArn",
        "node.showDetails",
        "regions.add",
        "account.signIn",
      ]) {
        await vscode.commands.executeCommand(`cloudtrailExplorer.${id}`);
      }
      await until("the messages", () => errors.shown.length === 5);
      for (const { text } of errors.shown) assert.match(text, /Accounts view/);
    } finally {
      errors.restore();
    }
  });

  test("each failure offers the step that helps, and the button takes it", async () => {
    const { funnel } = await features();
    const errors = messages("showErrorMessage", "Try Again");
    let runs = 0;
    try {
      await funnel.run(async () => {
        runs += 1;
        if (runs === 1) throw new Failure("aws/network", "No connection to eu-west-1.");
      });
      await until("the second run", () => runs === 2);
      assert.deepEqual(errors.shown[0]?.buttons, ["Try Again", "Show Log"]);
      await funnel.run(async () => Promise.reject(new Failure("aws/sign-in-needed", "Signed out.")));
      assert.deepEqual(errors.shown[1]?.buttons, ["Sign In", "Show Log"]);
    } finally {
      errors.restore();
    }
  });

  test("a bug is reported in one sentence without its text", async () => {
    const { funnel } = await features();
    const errors = messages("showErrorMessage");
    try {
      await funnel.run(async () => Promise.reject(new TypeError("secret detail")));
      await until("the message", () => errors.shown.length > 0);
      assert.doesNotMatch(errors.shown[0]?.text ?? "", /secret/);
    } finally {
      errors.restore();
    }
  });

  test("what was called off is not reported", async () => {
    const { funnel } = await features();
    const errors = messages("showErrorMessage");
    try {
      await funnel.run(async () => Promise.reject(new DOMException("aborted", "AbortError")));
      assert.deepEqual(errors.shown, []);
    } finally {
      errors.restore();
    }
  });
});
