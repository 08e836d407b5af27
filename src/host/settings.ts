import * as vscode from "vscode";
import { isObject, text } from "../core/base/json.js";
import { readDeployRoles, type DeployRoles } from "../core/events/via/deployRoles.js";
import type { SearchSettings } from "./search/ports.js";

/** Keys below `cloudtrailExplorer.`, as package.json declares them. */
export type SettingKey =
  | "sampleAccount.enabled"
  | "regions"
  | "configFiles"
  | "profiles"
  | "utc"
  | "cache.maxSizeMB"
  | "search.defaultRange"
  | "iac.deployRoles"
  | "lens.display"
  | "lens.problems";

/** Where the history of a template's resources is shown. */
export type LensDisplay = "codeLens" | "endOfLine" | "off";

const prefix = "cloudtrailExplorer";
const defaultCacheMB = 512;
const smallestCacheMB = 16;

/** Every setting, read where it is needed so that a change counts at once. A value of the wrong type counts as unset. */
export class Settings {
  get sampleAccountEnabled(): boolean {
    return read("sampleAccount.enabled") === true;
  }

  /** Additional AWS config files, `~` not yet resolved. */
  get configFiles(): readonly string[] {
    return texts(read("configFiles"));
  }

  /** Names of the profiles to show; empty means all. */
  get profiles(): readonly string[] {
    return texts(read("profiles"));
  }

  get utc(): boolean {
    return read("utc") === true;
  }

  get cacheMaxSizeBytes(): number {
    const value = read("cache.maxSizeMB");
    const megabytes = typeof value === "number" && value >= smallestCacheMB ? value : defaultCacheMB;
    return megabytes * 1024 * 1024;
  }

  /** Time range of a new search in query text form, such as `7d`. */
  get defaultRange(): string {
    const value = text(read("search.defaultRange"));
    return value !== undefined && /^\d+[mhdw]$/.test(value) ? value : "7d";
  }

  /** Roles that a tool deploys with; undefined when none is named. */
  get deployRoles(): DeployRoles | undefined {
    return readDeployRoles(read("iac.deployRoles"));
  }

  /** May differ from language to language. */
  lensDisplay(document: vscode.TextDocument): LensDisplay {
    const value = vscode.workspace.getConfiguration(prefix, document).get("lens.display");
    return value === "endOfLine" || value === "off" ? value : "codeLens";
  }

  /** Off, or back to what the default is. */
  async toggleLenses(document: vscode.TextDocument | undefined): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(prefix, document);
    const isOff = configuration.get("lens.display") === "off";
    const { workspaceValue, globalValue } = configuration.inspect("lens.display") ?? {};
    const target =
      workspaceValue === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
    const isOwn = (workspaceValue ?? globalValue) === "off";
    await configuration.update("lens.display", isOff ? (isOwn ? undefined : "codeLens") : "off", target);
  }

  get lensProblems(): boolean {
    return read("lens.problems") === true;
  }

  /** VS Code's own proxy settings, which count for every extension. */
  get proxy(): string | undefined {
    return text(vscode.workspace.getConfiguration("http").get("proxy"));
  }

  get noProxy(): readonly string[] {
    return texts(vscode.workspace.getConfiguration("http").get("noProxy"));
  }

  /** Region codes the user added to an account. */
  regionsOf(accountKey: string): readonly string[] {
    const all = read("regions");
    return isObject(all) && Object.hasOwn(all, accountKey) ? texts(all[accountKey]) : [];
  }

  async setRegionsOf(accountKey: string, regions: readonly string[]): Promise<void> {
    const all = read("regions");
    const others = Object.entries(isObject(all) ? all : {}).filter(([key]) => key !== accountKey);
    const value = Object.fromEntries(regions.length === 0 ? others : [...others, [accountKey, [...regions]]]);
    await write("regions", value);
  }

  async setSampleAccountEnabled(enabled: boolean): Promise<void> {
    await write("sampleAccount.enabled", enabled || undefined);
  }

  onDidChange(keys: readonly SettingKey[], listener: () => void): vscode.Disposable {
    return vscode.workspace.onDidChangeConfiguration((change) => {
      if (keys.some((key) => change.affectsConfiguration(`${prefix}.${key}`))) listener();
    });
  }
}

/** What a search panel reads of the settings; `regionsOf` knows an account by all its names. */
export const searchSettings = (
  settings: Settings,
  regionsOf: SearchSettings["regionsOf"],
): SearchSettings => ({
  get utc() {
    return settings.utc;
  },
  get defaultRange() {
    return settings.defaultRange;
  },
  get deployRoles() {
    return settings.deployRoles;
  },
  regionsOf,
});

const read = (key: SettingKey): unknown => vscode.workspace.getConfiguration(prefix).get(key);

/** `undefined` removes the entry, so that the user's settings file holds only what differs from the defaults. */
const write = (key: SettingKey, value: unknown): Thenable<void> =>
  vscode.workspace.getConfiguration(prefix).update(key, value, vscode.ConfigurationTarget.Global);

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => text(each) !== undefined) : [];
