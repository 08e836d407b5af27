import type { Account } from "../../../../src/core/accounts/account.js";
import type { AccountDirectory } from "../../../../src/core/accounts/ports.js";
import type { Clock } from "../../../../src/core/base/clock.js";
import { isObject } from "../../../../src/core/base/json.js";
import type { Log } from "../../../../src/core/base/log.js";
import { Signal } from "../../../../src/core/base/signal.js";
import { english } from "../../../../src/core/base/translate.js";
import type { CloudTrailEvent } from "../../../../src/core/events/event.js";
import type { PanelStart } from "../../../../src/host/search/panelContext.js";
import type { PageChannel } from "../../../../src/host/search/panelPort.js";
import type { EventText, ExportFile, PanelWindow } from "../../../../src/host/search/ports.js";
import { SavedSearches } from "../../../../src/host/search/savedSearches.js";
import { SearchPanel } from "../../../../src/host/search/searchPanel.js";
import type { WireError } from "../../../../src/shared/rpc.js";
import type { PanelAction, SearchPanelMethods } from "../../../../src/shared/searchPanel.js";
import { nowMs } from "./scriptedArchive.js";
import type { ScriptedArchive } from "./scriptedArchive.js";

type MethodName = keyof SearchPanelMethods;

/** What the panel asked the editor to do. */
export class TestWindow implements PanelWindow {
  title = "";
  readonly copied: string[] = [];
  readonly records: CloudTrailEvent[] = [];
  readonly opened: string[] = [];
  readonly acts: PanelAction[] = [];
  readonly savedTexts: string[] = [];
  readonly exported: string[] = [];

  setTitle(title: string): void {
    this.title = title;
  }
  async copy(text: string): Promise<void> {
    this.copied.push(text);
  }
  readonly soughtNames: (readonly string[])[] = [];
  async goToTemplate(names: readonly string[]): Promise<void> {
    this.soughtNames.push(names);
  }
  async askSearchName(suggested: string): Promise<string> {
    this.savedTexts.push(suggested);
    return "a search";
  }
  async showRecord(event: CloudTrailEvent): Promise<void> {
    this.records.push(event);
  }
  readonly compared: string[] = [];
  readonly offers: string[] = [];
  async compare(_older: EventText, _newer: EventText, title: string): Promise<void> {
    this.compared.push(title);
  }
  async showText(text: EventText): Promise<void> {
    this.compared.push(text.name);
  }
  async offer(message: string): Promise<boolean> {
    this.offers.push(message);
    return false;
  }
  async pickExportFile(format: string, suggestedName: string): Promise<ExportFile> {
    return {
      name: suggestedName,
      write: async (parts) => {
        let length = 0;
        for await (const part of parts) length += part.length;
        this.exported.push(`${format}:${length}`);
      },
    };
  }
  withProgress<T>(
    _title: string,
    signal: AbortSignal,
    work: (signal: AbortSignal, report: (done: number) => void) => Promise<T>,
  ): Promise<T> {
    return work(signal, () => undefined);
  }
  openPanel(text: string): void {
    this.opened.push(text);
  }
  async act(action: PanelAction): Promise<void> {
    this.acts.push(action);
  }
}

const anAccount = (id: string, name: string): Account => ({
  key: id,
  accountId: id,
  name,
  profiles: [
    {
      key: name,
      name,
      file: "config",
      line: 1,
      region: "eu-west-1",
      kind: "keys",
      accountId: id,
      endpoint: undefined,
    },
  ],
});

const regionCodes = [
  "us-east-1",
  "us-east-2",
  "us-west-2",
  "eu-west-1",
  "eu-west-2",
  "eu-central-1",
  "eu-north-1",
  "ap-south-1",
  "ap-northeast-1",
  "sa-east-1",
];

class TestDirectory implements AccountDirectory {
  readonly #changed = new Signal();
  readonly onDidChange = (listener: () => void): { dispose(): void } => this.#changed.on(listener);
  accounts: readonly Account[] = [
    anAccount("111122223333", "acme-prod"),
    anAccount("444455556666", "acme-security"),
  ];

  snapshot = (): ReturnType<AccountDirectory["snapshot"]> => ({ accounts: this.accounts, problems: [] });
  refresh = async (): Promise<void> => undefined;
  identify: AccountDirectory["identify"] = async (key) => ({
    accountId: key,
    arn: `arn:aws:iam::${key}:user/alice`,
    accountName: undefined,
  });
  regions: AccountDirectory["regions"] = async () => regionCodes.map((code) => ({ code, optIn: "default" }));

  change(accounts: readonly Account[]): void {
    this.accounts = accounts;
    this.#changed.fire();
  }
}

const clock: Clock = {
  now: () => nowMs + Math.floor(performance.now() - startedMs),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
const startedMs = performance.now();

/**
 * The real host of one panel over a scripted archive. Between it and the page a test can hold answers back,
 * or let calls fail.
 */
export class TestHost implements PageChannel {
  readonly window = new TestWindow();
  readonly directory = new TestDirectory();
  readonly log: string[] = [];
  /** Every call of the page, by name and argument. */
  readonly calls: { readonly name: string; readonly arg: unknown }[] = [];
  toPage: (message: unknown) => Promise<void> = async () => undefined;

  readonly #fromPage = new Signal<unknown>();
  readonly #held = new Map<string, unknown[]>();
  readonly #failing = new Map<string, WireError>();
  readonly #panel: SearchPanel;

  constructor(
    readonly archive: ScriptedArchive,
    start: Partial<PanelStart> & { readonly utc?: boolean } = {},
  ) {
    const note = (message: string): void => void this.log.push(message);
    const log: Log = { trace: note, debug: note, info: note, warn: note, error: note };
    this.#panel = new SearchPanel(
      {
        services: async () => ({ archive, directory: this.directory }),
        saved: new SavedSearches({ get: () => undefined, update: async () => undefined }),
        settings: { utc: start.utc ?? true, defaultRange: "7d", regionsOf: () => [] },
        clock,
        log,
        t: english,
        locale: "en",
        recent: { name: undefined },
      },
      this.window,
      this,
      { text: start.text ?? "", searchNow: start.searchNow ?? false },
    );
  }

  readonly onDidReceiveMessage = (listener: (message: unknown) => void): { dispose(): void } =>
    this.#fromPage.on(listener);

  async postMessage(message: unknown): Promise<boolean> {
    await this.toPage(message);
    return true;
  }

  /** What the page posted. */
  receive(message: unknown): void {
    if (isObject(message) && message["kind"] === "call" && typeof message["name"] === "string") {
      const name = message["name"];
      this.calls.push({ name, arg: message["arg"] });
      const held = this.#held.get(name);
      if (held) return void held.push(message);
      const error = this.#failing.get(name);
      if (error) return void this.toPage({ kind: "failed", id: message["id"], error });
    }
    this.#fromPage.fire(message);
  }

  /** Calls of this method wait until the returned function is called. */
  hold(name: MethodName): () => void {
    const held: unknown[] = [];
    this.#held.set(name, held);
    return () => {
      this.#held.delete(name);
      for (const message of held) this.receive(message);
    };
  }

  /** Calls of this method fail until the returned function is called. */
  fail(name: MethodName, error: WireError): () => void {
    this.#failing.set(name, error);
    return () => this.#failing.delete(name);
  }

  dispose(): void {
    this.#panel.dispose();
  }
}
