import js from "@eslint/js";
import importX from "eslint-plugin-import-x";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** @typedef {{ readonly files: readonly string[], readonly no: readonly { regex: string, message: string, allowTypeImports?: boolean }[] }} Room */

const sdk = { regex: "^@(aws-sdk|smithy)/", message: "Only src/aws talks to the AWS SDK." };
const vscode = { regex: "^vscode$", message: "Only src/host imports vscode." };
const page = { regex: "^(\\.\\./)+webview/", message: "The page is reached through src/shared alone." };

/** @param {string} rooms joined by | */
const rooms = (rooms) => ({
  regex: `^(\\.\\./)+(src/)?(${rooms})/`,
  message: "See 'Who may import whom' in ARCHITECTURE.md.",
});

/**
 * Who may import whom, as far as one file shows it; test/boundaries.test.ts follows imports to any depth.
 * @type {readonly Room[]}
 */
const boundaries = [
  {
    files: ["src/core/**"],
    no: [
      vscode,
      sdk,
      page,
      rooms("shared|aws|engine|sample|cli|host"),
      { regex: "^node:(?!zlib$|crypto$)", message: "core has no files, network or processes: take a port." },
    ],
  },
  {
    files: ["src/shared/**"],
    no: [
      vscode,
      sdk,
      page,
      rooms("aws|engine|sample|cli|host"),
      { ...rooms("core"), allowTypeImports: true },
      { regex: "^node:", message: "shared also runs in the page." },
    ],
  },
  { files: ["src/aws/**"], no: [vscode, page, rooms("shared|sample|cli|host")] },
  { files: ["src/engine/**"], no: [vscode, sdk, page, rooms("shared|aws|sample|cli|host")] },
  { files: ["src/sample/**"], no: [vscode, sdk, page, rooms("shared|aws|cli|host")] },
  { files: ["src/cli/**"], no: [vscode, sdk, page, rooms("host")] },
  {
    files: ["src/host/**"],
    no: [
      sdk,
      page,
      rooms("cli"),
      {
        regex: "/aws/connect\\.js$",
        message: "Load it with await import(): it holds the AWS SDK.",
        allowTypeImports: true,
      },
    ],
  },
  {
    files: ["webview/**"],
    no: [
      vscode,
      sdk,
      { regex: "^node:", message: "The page runs in a browser." },
      { regex: "^(\\.\\./)+src/(?!shared/)", message: "The page imports src/shared only." },
    ],
  },
];

/**
 * @param {Room["no"]} patterns
 * @returns {import("eslint").Linter.RuleEntry}
 */
const restricted = (patterns) => ["error", { patterns: [...patterns] }];

const commandsOnly = {
  selector: "CallExpression[callee.property.name=/^register(TextEditor)?Command$/]",
  message: "Commands are registered in src/host/commands.ts, which reports their failures.",
};
const contextOnly = {
  selector: "CallExpression[callee.property.name='executeCommand'][arguments.0.value='setContext']",
  message: "Context keys are set in src/host/contextKeys.ts.",
};

export default defineConfig(
  globalIgnores(["samples/workspace/**", "dist", "out", "node_modules", ".vscode-test", "**/*.generated.ts"]),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["*.mjs"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    plugins: { "import-x": importX },
    settings: {
      "import-x/extensions": [".ts", ".mjs"],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts"] },
      "import-x/resolver-next": [
        importX.createNodeResolver({
          extensions: [".ts", ".mjs", ".js"],
          extensionAlias: { ".js": [".ts", ".js"] },
        }),
      ],
    },
    rules: {
      complexity: ["error", 12],
      "max-lines": ["error", { max: 300, skipBlankLines: false, skipComments: false }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      "no-restricted-exports": [
        "error",
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
      "no-restricted-syntax": ["error", commandsOnly, contextOnly],
      "import-x/no-cycle": "error",
      "import-x/extensions": ["error", "ignorePackages"],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/require-await": "off", // an interface may ask for a promise where one case has none
    },
  },
  ...boundaries.map(({ files, no }) => ({
    files: [...files],
    rules: { "@typescript-eslint/no-restricted-imports": restricted(no) },
  })),
  { files: ["src/host/commands.ts"], rules: { "no-restricted-syntax": ["error", contextOnly] } },
  { files: ["src/host/contextKeys.ts"], rules: { "no-restricted-syntax": ["error", commandsOnly] } },
  {
    files: ["src/cli/**", "src/sample/main.ts", "scripts/**", "bench/**", "*.mjs"],
    rules: { "no-console": "off" },
  },
  {
    files: ["test/**"],
    rules: {
      "max-lines": "off",
      "max-lines-per-function": "off",
      "no-restricted-syntax": "off",
      "@typescript-eslint/unbound-method": "off", // harnesses are objects of functions that know no `this`
    },
  },
  {
    files: ["**/*.mjs"],
    rules: {
      "no-undef": "off", // tsc knows the globals of Node and of the page
      // JSON.parse and the like are `any` in JavaScript; tsc checks these files through their JSDoc
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/restrict-template-expressions": "off",
    },
  },
  { files: ["*.config.mjs"], rules: { "no-restricted-exports": "off" } },
  {
    // the small extensions beside the product, which VS Code `require`s as they are
    files: ["**/*.cjs"],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { "no-undef": "off", "@typescript-eslint/no-require-imports": "off" },
  },
);
