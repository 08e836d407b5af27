import type { Account } from "../../../src/core/accounts/account.js";
import type { AccountDirectory } from "../../../src/core/accounts/ports.js";
import { Signal } from "../../../src/core/base/signal.js";
import { english } from "../../../src/core/base/translate.js";
import type { CloudTrailEvent } from "../../../src/core/events/event.js";
import type { Archive } from "../../../src/core/search/archive.js";
import type { PanelStart } from "../../../src/host/search/panelContext.js";
import type { PageChannel } from "../../../src/host/search/panelPort.js";
import type {
  EventText,
  ExportFile,
  PanelWindow,
  SearchedFolder,
  SearchServices,
} from "../../../src/host/search/ports.js";
import { SavedSearches } from "../../../src/host/search/savedSearches.js";
import { SearchPanel } from "../../../src/host/search/searchPanel.js";
import { Client, type Changed, type Envelope } from "../../../src/shared/rpc.js";
import type { PanelAction, SearchPanelMethods } from "../../../src/shared/searchPanel.js";
import { FakeArchive, FakeClock, FakeLog } from "./fakes.js";

/** The wire of a webview: what is posted arrives as a copy, a moment later; nothing arrives once it is closed. */
export class FakeWire implements PageChannel {
  readonly #host = new Signal<unknown>();
  readonly #page = new Signal<Envelope>();
  isClosed = false;

  readonly onDidReceiveMessage = this.#host.on;

  postMessage = async (message: unknown): Promise<boolean> => {
    if (this.isClosed) throw new Error("Webview is disposed");
    const copy = JSON.parse(JSON.stringify(message)) as Envelope;
    queueMicrotask(() => this.#page.fire(copy));
    return true;
  };

  /** What the page sends, honest or not. */
  receive(message: unknown): void {
    const copy: unknown = message === undefined ? undefined : JSON.parse(JSON.stringify(message));
    queueMicrotask(() => this.#host.fire(copy));
  }

  /** A page that starts in this webview; the one before it is gone. */
  page(onChanged: (what: Changed) => void = () => undefined): Client<SearchPanelMethods> {
    const port = {
      post: (message: Envelope) => this.receive(message),
      listen: (receive: (message: Envelope) => void) => {
        const listening = this.#page.on(receive);
        return () => listening.dispose();
      },
    };
    return new Client<SearchPanelMethods>(port, onChanged);
  }
}

/** Keeps what the panel asked the editor to do. */
export class FakeWindow implements PanelWindow {
  title = "";
  readonly copied: string[] = [];
  readonly records: CloudTrailEvent[] = [];
  readonly opened: string[] = [];
  readonly acts: PanelAction[] = [];
  readonly offeredNames: string[] = [];
  name: string | undefined;
  file: ExportFile | undefined;

  setTitle = (title: string): void => {
    this.title = title;
  };
  copy = async (text: string): Promise<void> => void this.copied.push(text);
  askSearchName = async (suggested: string): Promise<string | undefined> => {
    this.offeredNames.push(suggested);
    return this.name;
  };
  showRecord = async (event: CloudTrailEvent): Promise<void> => void this.records.push(event);
  readonly compared: { older: EventText; newer: EventText; title: string }[] = [];
  readonly texts: EventText[] = [];
  readonly offers: { message: string; action: string }[] = [];
  takesOffer = false;
  compare: PanelWindow["compare"] = async (older, newer, title) =>
    void this.compared.push({ older, newer, title });
  readonly soughtNames: (readonly string[])[] = [];
  goToTemplate = async (names: readonly string[]): Promise<void> => void this.soughtNames.push(names);
  showText = async (text: EventText): Promise<void> => void this.texts.push(text);
  offer = async (message: string, action: string): Promise<boolean> => {
    this.offers.push({ message, action });
    return this.takesOffer;
  };
  pickExportFile = async (_: string, suggested: string): Promise<ExportFile | undefined> => {
    this.offeredNames.push(suggested);
    return this.file;
  };
  withProgress: PanelWindow["withProgress"] = (_, signal, work) => work(signal, () => undefined);
  openPanel = (text: string): void => void this.opened.push(text);
  act = async (action: PanelAction): Promise<void> => void this.acts.push(action);
}

export const anAccount = (fields: Partial<Account> = {}): Account => ({
  key: "111122223333",
  accountId: "111122223333",
  name: "acme-prod",
  profiles: [
    {
      key: "prod",
      name: "prod",
      file: "config",
      line: 1,
      region: "eu-west-1",
      kind: "sso",
      accountId: "111122223333",
      endpoint: undefined,
    },
  ],
  ...fields,
});

/** Accounts that are known at once; `identify` works for those in `signedIn`. */
export class FakeDirectory implements AccountDirectory {
  readonly #changed = new Signal();
  readonly signedIn = new Set<string>();
  constructor(public accounts: readonly Account[] = [anAccount()]) {}

  readonly onDidChange = this.#changed.on;
  snapshot = () => ({ accounts: this.accounts, problems: [] });
  refresh = async (): Promise<void> => undefined;
  identify = async (key: string) => {
    if (!this.signedIn.has(key)) throw new Error("not signed in");
    return { accountId: key, arn: "", accountName: undefined };
  };
  regions = async () => [
    { code: "eu-west-1", optIn: "default" as const },
    { code: "us-east-1", optIn: "default" as const },
    { code: "ap-east-1", optIn: "disabled" as const },
    { code: "eu-south-2", optIn: "enabled" as const },
  ];
  change(accounts: readonly Account[]): void {
    this.accounts = accounts;
    this.#changed.fire();
  }
}

export interface PanelParts {
  readonly panel: SearchPanel;
  readonly page: Client<SearchPanelMethods>;
  readonly wire: FakeWire;
  readonly window: FakeWindow;
  readonly archive: FakeArchive;
  readonly directory: FakeDirectory;
  readonly clock: FakeClock;
  readonly log: FakeLog;
  readonly saved: SavedSearches;
  readonly heard: Changed[];
  /** How often the services were asked for. */
  readonly connects: () => number;
}

export interface PanelOptions {
  readonly start?: PanelStart;
  readonly accounts?: readonly Account[];
  /** In place of the archive a test feeds by hand. */
  readonly archive?: Archive;
  readonly services?: () => Promise<SearchServices>;
  readonly folder?: SearchedFolder;
  readonly clock?: FakeClock;
}

/** A whole panel with its page's end of the wire; only the editor, the archive and time are not the real ones. */
export function aPanel(options: PanelOptions = {}): PanelParts {
  const wire = new FakeWire();
  const window = new FakeWindow();
  const archive = new FakeArchive();
  const directory = new FakeDirectory(options.accounts);
  const clock = options.clock ?? new FakeClock();
  const log = new FakeLog();
  const values = new Map<string, unknown>();
  const saved = new SavedSearches({
    get: (key) => values.get(key),
    update: async (key, value) => void values.set(key, value),
  });
  let connected = 0;
  const services = async (): Promise<SearchServices> => {
    connected++;
    return options.services ? options.services() : { archive: options.archive ?? archive, directory };
  };
  const settings = { utc: false, defaultRange: "7d", regionsOf: () => ["eu-south-2"] };
  const deps = {
    services,
    saved,
    settings,
    clock,
    log,
    t: english,
    locale: "en",
    recent: { name: undefined },
    ...(options.folder === undefined ? {} : { folder: options.folder }),
  };
  const panel = new SearchPanel(deps, window, wire, options.start ?? { text: "", searchNow: false });
  const heard: Changed[] = [];
  const page = wire.page((what) => heard.push(what));
  return {
    panel,
    page,
    wire,
    window,
    archive,
    directory,
    clock,
    log,
    saved,
    heard,
    connects: () => connected,
  };
}
