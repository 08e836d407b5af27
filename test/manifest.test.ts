import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandIds } from "../src/host/commandIds.js";
import {
  commandsNeedingArgument,
  contextKeysInCode,
  hostSources,
  manifest,
  manifestText,
  settingsInCode,
  strings,
} from "./manifestSources.js";

const root = join(import.meta.dirname, "..");
const { contributes } = manifest;
const commands = contributes.commands.map(({ command }) => command);
const menus = Object.entries(contributes.menus).flatMap(([menu, entries]) =>
  entries.map((entry) => ({ menu, ...entry })),
);
const views = Object.values(contributes.views).flat();
const viewIds = views.map(({ id }) => id);
const settings = contributes.configuration.properties;

/** The conditions of the manifest, each with where it stands. */
const conditions: [string, string][] = [
  ...menus.map(({ menu, command, when }): [string, string | undefined] => [`${menu} ${command ?? ""}`, when]),
  ...contributes.commands.map(({ command, enablement }): [string, string | undefined] => [
    command,
    enablement,
  ]),
  ...(contributes.viewsWelcome ?? []).map(({ view, when }): [string, string | undefined] => [
    `welcome of ${view}`,
    when,
  ]),
  ...views.map(({ id, when }): [string, string | undefined] => [id, when]),
  ...(contributes.keybindings ?? []).map(({ command, when }): [string, string | undefined] => [
    `key of ${command}`,
    when,
  ]),
].flatMap(([where, when]) => (when === undefined ? [] : [[where, when]]));

describe("commands", () => {
  test("are the ones the code knows, no more and no less", () => {
    expect([...commands].sort()).toEqual([...commandIds].sort());
  });

  test("have a title that can be translated and the product's name as category", () => {
    const bad = contributes.commands.filter(
      ({ title, category }) => !/^%.+%$/.test(title) || category !== "CloudTrail",
    );
    expect(bad).toEqual([]);
  });

  test("that need an argument are hidden from the palette, and no others for ever", () => {
    const hidden = (contributes.menus["commandPalette"] ?? []).flatMap(({ command, when }) =>
      when === "false" ? [command] : [],
    );
    expect(hidden.sort()).toEqual(commandsNeedingArgument().sort());
  });

  test("that show as a button have an icon", () => {
    const buttons = menus.filter(
      ({ menu, group = "" }) =>
        (/^(view|editor)\/title$/.test(menu) && group.startsWith("navigation")) || group.startsWith("inline"),
    );
    const withIcon = new Set(
      contributes.commands.filter(({ icon }) => icon !== undefined).map(({ command }) => command),
    );
    expect(buttons.length).toBeGreaterThan(0);
    expect(buttons.filter(({ command }) => command !== undefined && !withIcon.has(command))).toEqual([]);
  });

  test("named by menus, keys, welcome texts and walkthroughs exist", () => {
    const steps = (contributes.walkthroughs ?? []).flatMap((walkthrough) => walkthrough.steps);
    const texts = [
      ...(contributes.viewsWelcome ?? []).map(({ contents }) => contents),
      ...steps.map(({ description }) => description),
    ];
    const linked = texts
      .map((text) => text.replaceAll(/%([^%]+)%/g, (_whole, key: string) => strings[key] ?? ""))
      .flatMap((text) =>
        [...text.matchAll(/\(command:(cloudtrailExplorer\.[\w.]+)/g)].map(([, id]) => id ?? ""),
      );
    const events = steps.flatMap(({ completionEvents }) => completionEvents ?? []);
    const named = [
      ...menus.flatMap(({ command }) => command ?? []),
      ...(contributes.keybindings ?? []).map(({ command }) => command),
      ...linked,
      ...events.flatMap((event) => /^onCommand:(.+)$/.exec(event)?.[1] ?? []),
    ];
    // VS Code makes a focus command for every view
    const known = new Set([...commands, ...viewIds.map((id) => `${id}.focus`)]);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });
});

describe("conditions", () => {
  test("ask only for context keys that the code sets, settings that exist, and views that exist", () => {
    const known = new Set([
      ...contextKeysInCode(),
      ...Object.keys(settings).map((key) => `config.${key}`),
      ...viewIds,
    ]);
    const unknown = conditions.flatMap(([where, when]) =>
      [...when.matchAll(/(?:config\.)?\bcloudtrailExplorer\.[\w.]+/g)].flatMap(([key]) =>
        known.has(key) ? [] : [`${where}: ${key}`],
      ),
    );
    expect(unknown).toEqual([]);
  });

  test("of view menus name a view of ours", () => {
    const entries = menus.filter(({ menu }) => menu.startsWith("view/"));
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.filter(({ when = "" }) => !viewIds.some((id) => when.includes(id)))).toEqual([]);
  });
});

describe("settings", () => {
  test("are the ones the code reads, no more and no less", () => {
    expect(Object.keys(settings).sort()).toEqual(settingsInCode().sort());
  });

  test("are read through one class", () => {
    const others = hostSources().filter(
      ({ path, text }) => path !== "src/host/settings.ts" && text.includes("getConfiguration("),
    );
    expect(others.map(({ path }) => path)).toEqual([]);
  });

  test("belong to the user or the machine, never to a workspace that could come from a stranger", () => {
    const { restrictedConfigurations = [] } = manifest.capabilities.untrustedWorkspaces;
    const loose = Object.entries(settings).filter(
      ([key, { scope }]) =>
        scope !== "application" &&
        scope !== "machine" &&
        // how something looks may differ between languages, yet not by a stranger's word
        !(scope === "language-overridable" && restrictedConfigurations.includes(key)),
    );
    expect(loose.map(([key]) => key)).toEqual([]);
  });

  test("have a default and a description that can be translated", () => {
    const bare = Object.entries(settings).filter(
      ([, setting]) =>
        setting.default === undefined ||
        !/^%.+%$/.test(setting.markdownDescription ?? setting.description ?? ""),
    );
    expect(bare.map(([key]) => key)).toEqual([]);
  });
});

describe("views", () => {
  test("sit in containers that exist, and welcome texts in views that exist", () => {
    const containers = Object.values(contributes.viewsContainers).flat();
    expect(Object.keys(contributes.views).filter((id) => !containers.some((each) => each.id === id))).toEqual(
      [],
    );
    expect((contributes.viewsWelcome ?? []).filter(({ view }) => !viewIds.includes(view))).toEqual([]);
  });

  test("and commands have their pictures in the package", () => {
    const containers = Object.values(contributes.viewsContainers).flat();
    const icons = contributes.commands.flatMap(({ icon }) =>
      typeof icon === "object" ? [icon.light, icon.dark] : [icon ?? ""],
    );
    const all = [
      manifest.icon,
      ...containers.map(({ icon }) => icon),
      ...views.map(({ icon }) => icon ?? ""),
      ...icons,
    ];
    const files = all.filter((icon) => icon !== "" && !icon.startsWith("$("));
    expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

test("walkthrough pictures and texts exist", () => {
  const steps = (contributes.walkthroughs ?? []).flatMap((walkthrough) => walkthrough.steps);
  const paths = steps.flatMap(({ media }) => {
    const { image, svg, markdown } = media;
    const images: unknown[] = typeof image === "object" && image !== null ? Object.values(image) : [image];
    return [...images, svg, markdown].filter((path): path is string => typeof path === "string");
  });
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("every string of the manifest has a text, and every text is used", () => {
  const used = new Set([...manifestText.matchAll(/%([\w.-]+)%/g)].map(([, key]) => key));
  expect([...used].sort()).toEqual(Object.keys(strings).sort());
});

test("nothing activates the extension but its own views, commands and panels, templates, and a copy of a bucket", () => {
  // VS Code adds those of views and commands itself; without the one of the panel it does not come back after a reload
  expect(manifest.activationEvents).toEqual([
    "onWebviewPanel:cloudtrailExplorer.search",
    "onWebviewPanel:cloudtrailExplorer.folderSearch",
    "onWebviewPanel:cloudtrailExplorer.query",
    "workspaceContains:AWSLogs",
    // templates: VS Code itself knows no language for Terraform's files
    "onLanguage:terraform",
    "onLanguage:opentofu",
    "onLanguage:hcl",
    "onLanguage:yaml",
    "onLanguage:json",
    "onLanguage:cloudformation",
    "workspaceContains:**/*.tf",
    "workspaceContains:**/*.tofu",
    "workspaceContains:**/cdk.json",
  ]);
});

test("an untrusted workspace cannot choose identities or endpoints", () => {
  const { supported, restrictedConfigurations = [] } = manifest.capabilities.untrustedWorkspaces;
  expect(supported).toBe("limited");
  expect(restrictedConfigurations.filter((key) => !Object.hasOwn(settings, key))).toEqual([]);
  expect(restrictedConfigurations).toEqual(
    expect.arrayContaining(["cloudtrailExplorer.configFiles", "cloudtrailExplorer.profiles"]),
  );
});
