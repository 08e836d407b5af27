import { join } from "node:path";
import * as vscode from "vscode";
import { DisposableStore } from "../../core/base/disposables.js";
import type { ConfigPair } from "../configPair.js";
import type { FailureFunnel } from "../failureFunnel.js";
import type { Settings } from "../settings.js";
import { isProcessAlive, removeStaleFolders, sampleFolder } from "./sampleFolder.js";
import { SampleProcess } from "./sampleProcess.js";

export interface SampleAccountOptions {
  readonly extension: vscode.ExtensionContext;
  readonly settings: Settings;
  readonly log: vscode.LogOutputChannel;
  readonly funnel: FailureFunnel;
}

/** Runs the sample account's server while the setting says so. To the rest it is a pair of config files. */
export class SampleAccount implements vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly #process: SampleProcess;
  readonly #storage: string;
  readonly #directory: string;
  #wasRunning = false;
  readonly onDidChange: SampleProcess["onDidChange"];

  constructor(private readonly options: SampleAccountOptions) {
    const { extension, log, settings } = options;
    this.#storage = extension.globalStorageUri.fsPath;
    this.#directory = sampleFolder(this.#storage, process.pid);
    this.#process = new SampleProcess({
      script: join(extension.extensionPath, "dist", "sample.js"),
      directory: this.#directory,
      env: process.env,
      log,
      t: vscode.l10n.t,
    });
    this.onDidChange = this.#process.onDidChange;
    this.#owned.add(this.#process.onDidChange(() => this.#stateChanged()));
    this.#owned.add(settings.onDidChange(["sampleAccount.enabled"], () => void this.#follow()));
  }

  /** Where its config files are. */
  get directory(): string {
    return this.#directory;
  }

  get processId(): number | undefined {
    return this.#process.processId;
  }

  get state(): SampleProcess["state"] {
    return this.#process.state;
  }

  /** There while the server runs. */
  get configFiles(): ConfigPair {
    const file = (name: string): string => join(this.#directory, name);
    return { config: file("config"), credentials: file("credentials"), label: "sample", mayBeMissing: true };
  }

  /**
   * Starts the server if it should run; resolves when it answers, or when it could not be started.
   * One that failed is started again by a person only, who is offered that.
   */
  async ensure(): Promise<void> {
    if (!this.#isWanted()) return;
    try {
      await removeStaleFolders(this.#storage, isProcessAlive);
      // the setting or the server may have changed meanwhile
      if (this.#isWanted()) await this.#process.start();
    } catch {
      // the tree shows it as a problem with "start again"; whoever asked goes on with the other accounts
    }
  }

  /** Rejects with a Failure that says what the server said. */
  async start(): Promise<void> {
    await removeStaleFolders(this.#storage, isProcessAlive);
    await this.#process.start();
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }

  dispose(): void {
    this.#owned.dispose();
    this.#process.release();
  }

  #isWanted(): boolean {
    return this.options.settings.sampleAccountEnabled && this.state.kind !== "failed";
  }

  /** A start that fails is told to whoever asked for it; a server that ends by itself, to everybody. */
  #stateChanged(): void {
    const { state } = this.#process;
    const crashed = this.#wasRunning && state.kind === "failed";
    this.#wasRunning = state.kind === "running";
    if (crashed) void this.options.funnel.report(state.trouble);
  }

  /** The setting changed, here or in another window. */
  async #follow(): Promise<void> {
    if (this.options.settings.sampleAccountEnabled) await this.ensure();
    else await this.options.funnel.run(() => this.stop());
  }
}
