/** Turns an English message with `{0}`, `{1}`… into the user's language. The host passes `vscode.l10n.t`. */
export type Translate = (message: string, ...args: (string | number)[]) => string;

/** English as written: for the command line, for tests, and wherever no language pack is at hand. */
export const english: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole));
