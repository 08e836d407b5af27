// Pan and zoom over 100,000 events in the real page, beside uPlot drawing the same buckets in the same browser.
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { build } from "esbuild";
import { launchBrowser } from "../scripts/lib/browser.mjs";
import { bundles } from "../scripts/lib/bundles.mjs";
import { median } from "../scripts/lib/median.mjs";
import { bundle, load } from "./bundled.mjs";
import { days, timelineColumns } from "./timelineColumns.mjs";
import { movePlot, turnWheel } from "./timelineMoves.mjs";
import { categories, frameWork, marks, quantile } from "./timelineTrace.mjs";

/** @typedef {{ fromMs: number, toMs: number }} Span */
/** @typedef {import("../src/core/timeline/timeline.js").TimelineAnswer} TimelineAnswer */
/** @typedef {import("../src/core/timeline/timeline.js").TimelineAsk} TimelineAsk */
/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").Page} Page */

const root = join(import.meta.dirname, "..");
const folder = join(root, "out/bench/page");
const events = 100_000;
const rounds = 3;
const frames = 240;
const nowMs = Date.UTC(2026, 10, 23, 12);
const range = { fromMs: nowMs - days * 86_400_000, toMs: nowMs };
const width = 1280;
const height = 800;
/** Where the pointer is while the wheel turns, in the middle of the plot. */
const pointer = { x: 720, y: 160 };

/** @returns {AsyncGenerator<import("../scripts/bench.mjs").Figure>} */
export async function* run() {
  const parts = /** @type {Parts} */ (
    load(
      await bundle("timelineParts", [
        'export { bucketTimeline } from "./src/core/timeline/buckets.js"',
        'export { pageHtml } from "./src/host/search/html.js"',
      ]),
    )
  );
  await buildPages();
  const server = await serve(parts);
  const browser = await launchBrowser();
  /** @type {number[]} */
  const ours = [];
  /** @type {number[]} */
  const theirs = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const { work, given } = await measurePage(browser, server.url, parts);
      ours.push(quantile(work, 0.95));
      theirs.push(quantile(await measureUplot(browser, `${server.url}uplot`, given), 0.95));
    }
  } finally {
    await browser.close();
    server.close();
  }
  const beside = median(theirs);
  const value = median(ours);
  yield {
    figure: "timeline.frame_p95_ms",
    value,
    unit: "ms",
    against: `uPlot drawing the same buckets, ${beside.toPrecision(2)} ms; ${events} events, medians of ${rounds} runs`,
    ratio: value / beside,
  };
}

/**
 * @typedef {object} Parts
 * @property {typeof import("../src/core/timeline/buckets.js").bucketTimeline} bucketTimeline
 * @property {typeof import("../src/host/search/html.js").pageHtml} pageHtml
 */

async function buildPages() {
  mkdirSync(folder, { recursive: true });
  const page = bundles(root).filter(({ name }) => name === "page" || name === "styles");
  const shared = {
    absWorkingDir: root,
    outdir: folder,
    minify: true,
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: /** @type {const} */ ("error"),
  };
  await Promise.all([
    ...page.map(({ options }) => build({ ...options, ...shared })),
    build({
      ...shared,
      entryPoints: ["bench/timelineUplot.mjs"],
      bundle: true,
      format: "iife",
      platform: "browser",
    }),
  ]);
}

/** @param {Parts} parts */
async function serve({ pageHtml }) {
  /** @type {Record<string, string>} */
  const types = { ".js": "text/javascript", ".css": "text/css", ".ttf": "font/ttf" };
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const origin = `http://${request.headers.host ?? ""}`;
    const html = path === "/" ? pageAt(pageHtml, origin) : path === "/uplot" ? uplotHtml : undefined;
    if (html !== undefined) return void response.writeHead(200, { "content-type": "text/html" }).end(html);
    const type = types[extname(path)];
    if (type === undefined) return void response.writeHead(204).end();
    readFile(join(folder, path)).then(
      (body) => response.writeHead(200, { "content-type": type }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** @param {Parts["pageHtml"]} pageHtml @param {string} origin */
const pageAt = (pageHtml, origin) =>
  pageHtml({
    nonce: "bench",
    cspSource: origin,
    script: `${origin}/search.js`,
    styles: [`${origin}/codicon.css`],
    locale: "en",
    title: "CloudTrail",
    l10n: undefined,
  });

const uplotHtml =
  '<!doctype html><body style="margin:0;background:#1f1f1f"><script src="/timelineUplot.js"></script>';

/** The real page with a host that answers from the columns, in Node as in VS Code: not on the page's thread.
 * @param {Browser} browser @param {string} url @param {Parts} parts
 */
async function measurePage(browser, url, { bucketTimeline }) {
  const page = await browser.newPage({ viewport: { width, height } });
  const columns = timelineColumns(events, nowMs);
  /** @type {TimelineAnswer[]} */
  const given = [];
  /** @param {{ name: string, arg: unknown }} call */
  const answerOf = ({ name, arg }) => {
    if (name !== "timeline") return answers[name];
    const answer = bucketTimeline(columns, /** @type {TimelineAsk} */ (arg));
    given.push(answer);
    return answer;
  };
  await page.exposeFunction(
    "toHost",
    async (/** @type {{ kind: string, id: number, name: string, arg: unknown }} */ message) => {
      if (message.kind !== "call") return;
      const done = { kind: "done", id: message.id, value: answerOf(message) };
      await page.evaluate((data) => window.postMessage(data, "*"), done).catch(() => undefined);
    },
  );
  await page.addInitScript(() => {
    Object.assign(window, {
      acquireVsCodeApi: () => ({
        postMessage: (/** @type {unknown} */ message) => Reflect.get(window, "toHost")(message),
        getState: () => undefined,
        setState: () => undefined,
      }),
    });
  });
  await page.goto(url);
  await page.waitForSelector(".ct-lane-label");
  await page.waitForTimeout(500);
  const work = await traced(browser, page, () => page.evaluate(turnWheel, { frames, marks, pointer }));
  await page.close();
  return { work, given };
}

/** @type {Record<string, unknown>} */
const answers = {
  open: {
    query: {
      text: "last:90d",
      range: { kind: "last", ms: 90 * 86_400_000 },
      accounts: [],
      regions: [],
      chips: [],
      problems: [],
    },
    accounts: [],
    locale: "en",
    utc: true,
    searchNow: false,
    savedState: undefined,
  },
  answer: {
    state: "done",
    revision: 1,
    shown: events,
    counts: { changed: 1, read: 1, denied: 1, failed: 1, noise: 1 },
    asked: undefined,
    retries: 0,
    deployments: 312,
    progress: 1,
    elapsedMs: 0,
    caveats: [],
    problems: [],
    ...range,
  },
  rows: { revision: 1, total: 0, start: 0, rows: [] },
};

/** @param {Browser} browser @param {Page} page @param {() => Promise<unknown>} action */
async function traced(browser, page, action) {
  await browser.startTracing(page, { categories });
  await action();
  return frameWork(await browser.stopTracing());
}

/** uPlot over the buckets the page was answered, in their order, moving as far a frame.
 * @param {Browser} browser @param {string} url @param {readonly TimelineAnswer[]} answers
 */
async function measureUplot(browser, url, answers) {
  // uPlot asks the browser for its language, and without a locale of the machine's that is none Intl knows
  const page = await browser.newPage({ viewport: { width, height }, locale: "en-US" });
  await page.goto(url);
  const work = await traced(browser, page, () =>
    page.evaluate(movePlot, { frames, marks, answers, range, width: width - 20, height: 216 }),
  );
  await page.close();
  return work;
}
