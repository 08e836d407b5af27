import * as vscode from "vscode";
import type { CommandArgs } from "./commandIds.js";
import type { FailureFunnel } from "./failureFunnel.js";

export type Handlers = { readonly [K in keyof CommandArgs]: (arg: CommandArgs[K]) => Promise<void> };

/** The only place that registers commands, so that none can fail without a word. */
export function registerCommands(handlers: Handlers, funnel: FailureFunnel): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([id, handler]) => {
      const run = handler as (arg: unknown) => Promise<void>;
      return vscode.commands.registerCommand(id, (arg: unknown) => funnel.run(() => run(arg)));
    }),
  );
}
