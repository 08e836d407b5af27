import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "..");

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
  readonly icon?: string | { readonly light: string; readonly dark: string };
  readonly enablement?: string;
}
interface MenuEntry {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}
interface Setting {
  readonly scope?: string;
  readonly default?: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
}

/** What of package.json the tests look at. */
export interface Manifest {
  readonly activationEvents: readonly string[];
  readonly icon: string;
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: unknown;
      readonly restrictedConfigurations?: readonly string[];
    };
    readonly virtualWorkspaces: unknown;
  };
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly submenus?: readonly { readonly id: string }[];
    readonly keybindings?: readonly { readonly command: string; readonly when?: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly viewsContainers: Readonly<
      Record<string, readonly { readonly id: string; readonly icon: string }[]>
    >;
    readonly views: Readonly<
      Record<string, readonly { readonly id: string; readonly when?: string; readonly icon?: string }[]>
    >;
    readonly viewsWelcome?: readonly {
      readonly view: string;
      readonly contents: string;
      readonly when?: string;
    }[];
    readonly walkthroughs?: readonly {
      readonly steps: readonly {
        readonly description: string;
        readonly media: Readonly<Record<string, unknown>>;
        readonly completionEvents?: readonly string[];
      }[];
    }[];
  };
}

const json = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));

export const manifestText = readFileSync(join(root, "package.json"), "utf8");
export const manifest = json("package.json") as Manifest;
export const strings = json("package.nls.json") as Readonly<Record<string, string>>;

function source(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(join(root, path), "utf8"), ts.ScriptTarget.Latest, true);
}

/** Commands whose argument may not be left out, by the type in `CommandArgs`: the palette has none to give. */
export function commandsNeedingArgument(): string[] {
  const file = source("src/host/commandIds.ts");
  const args = file.statements.find(
    (each): each is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(each) && each.name.text === "CommandArgs",
  );
  return [...(args?.members ?? [])].filter(ts.isPropertySignature).flatMap(({ name, type }) => {
    const alternatives = type !== undefined && ts.isUnionTypeNode(type) ? [...type.types] : [type];
    const mayBeLeftOut = alternatives.some((each) => each?.kind === ts.SyntaxKind.UndefinedKeyword);
    return ts.isStringLiteral(name) && !mayBeLeftOut ? [name.text] : [];
  });
}

/** Settings that the code can read: the members of `SettingKey`, below the product's prefix. */
export function settingsInCode(): string[] {
  const file = source("src/host/settings.ts");
  const alias = file.statements.find(
    (each): each is ts.TypeAliasDeclaration =>
      ts.isTypeAliasDeclaration(each) && each.name.text === "SettingKey",
  );
  const members = alias !== undefined && ts.isUnionTypeNode(alias.type) ? alias.type.types : [];
  return members.flatMap((each) =>
    ts.isLiteralTypeNode(each) && ts.isStringLiteral(each.literal)
      ? [`cloudtrailExplorer.${each.literal.text}`]
      : [],
  );
}

/** Context keys that the code sets: the members of `ContextKeys`. */
export function contextKeysInCode(): string[] {
  const file = source("src/host/contextKeys.ts");
  const keys = file.statements.find(
    (each): each is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(each) && each.name.text === "ContextKeys",
  );
  return (keys?.members ?? []).flatMap(({ name }) =>
    name !== undefined && ts.isStringLiteral(name) ? [name.text] : [],
  );
}

/** Every file below src/host that could name a setting another way. */
export function hostSources(): { path: string; text: string }[] {
  const folder = join(root, "src/host");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  return files.map((file) => ({ path: `src/host/${file}`, text: readFileSync(join(folder, file), "utf8") }));
}
