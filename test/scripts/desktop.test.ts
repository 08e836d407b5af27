import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { desktopVsCode, installed } from "../../scripts/lib/desktop.mjs";

/** Where the program lies beside its `code` script, as the platform's installer lays it out. */
const layout =
  process.platform === "darwin"
    ? { script: "Contents/Resources/app/bin/code", program: "Contents/MacOS/Electron" }
    : process.platform === "win32"
      ? { script: "bin/code.cmd", program: "code.exe" }
      : { script: "share/code/bin/code", program: "share/code/code" };

let folder: string;
beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), "cte-desktop-")))));
afterEach(() => rmSync(folder, { recursive: true }));

function file(path: string): string {
  const full = join(folder, path);
  mkdirSync(join(full, ".."), { recursive: true });
  writeFileSync(full, "");
  return full;
}

describe("an installed VS Code", () => {
  test("is the program beside the script on PATH, also behind a link", () => {
    const script = file(layout.script);
    const program = file(layout.program);
    mkdirSync(join(folder, "links"));
    symlinkSync(script, join(folder, "links", process.platform === "win32" ? "code.cmd" : "code"));
    expect(installed(["/nowhere", join(folder, "links")].join(delimiter))).toBe(program);
  });

  test("is not the command line inside VS Code's own terminals", () => {
    file("remote-cli/code");
    file("code");
    expect(installed(join(folder, "remote-cli"))).toBeUndefined();
  });

  test("is not a script without a program", () => {
    file("bin/code");
    expect(installed(join(folder, "bin"))).toBeUndefined();
  });
});

describe("VSCODE_EXECUTABLE", () => {
  const before = process.env["VSCODE_EXECUTABLE"];
  afterEach(() => {
    if (before === undefined) delete process.env["VSCODE_EXECUTABLE"];
    else process.env["VSCODE_EXECUTABLE"] = before;
  });

  test("decides, whatever else is installed", async () => {
    process.env["VSCODE_EXECUTABLE"] = file("my-editor");
    expect(await desktopVsCode()).toBe(join(folder, "my-editor"));
  });

  test("that names nothing is an error that says so", async () => {
    process.env["VSCODE_EXECUTABLE"] = join(folder, "gone");
    await expect(desktopVsCode()).rejects.toThrow(/VSCODE_EXECUTABLE names .*gone, which does not exist/);
  });

  test("`server` asks for VS Code in the browser", async () => {
    process.env["VSCODE_EXECUTABLE"] = "server";
    expect(await desktopVsCode()).toBeUndefined();
  });
});
