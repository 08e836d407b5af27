/**
 * Where the product tells what it does; the host passes VS Code's log channel.
 * Never event content, keys or secrets; account ids only at debug and below.
 */
export interface Log {
  trace(message: string): void;
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

const nothing = (): void => undefined;

/** For callers that have nobody to tell. */
export const silentLog: Log = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};
