// What a keystroke in a large template costs the extension host: places, names at hand and titles, all of it.
import { median } from "../scripts/lib/median.mjs";
import { bundle, load } from "./bundled.mjs";

/** @typedef {import("../scripts/bench.mjs").Figure} Figure */
/**
 * @typedef {object} Parts
 * @property {typeof import("../src/core/iac/locate.js").scanTemplate} scanTemplate
 * @property {typeof import("../src/core/iac/keepPlaces.js").keepPlaces} keepPlaces
 * @property {typeof import("../src/host/lenses/resourceFacts.js").factsOf} factsOf
 * @property {typeof import("../src/host/lenses/lensTexts.js").titleOf} titleOf
 */

const lines = 5_000;
const aimMs = 5;
const strokes = 60;
const place = { path: "/bench/main.tf", languageId: "terraform" };

/** @returns {AsyncGenerator<Figure>} */
export async function* run() {
  const parts = /** @type {Parts} */ (
    load(
      await bundle("lenses", [
        'export { scanTemplate } from "./src/core/iac/locate.js";',
        'export { keepPlaces } from "./src/core/iac/keepPlaces.js";',
        'export { factsOf } from "./src/host/lenses/resourceFacts.js";',
        'export { titleOf } from "./src/host/lenses/lensTexts.js";',
      ]),
    )
  );
  const text = template();
  let before = { text, template: parts.scanTemplate({ ...place, text }) };
  /** @type {number[]} */
  const times = [];
  const middle = text.indexOf("versioned", text.length / 2);
  for (let stroke = 1; stroke <= strokes; stroke++) {
    const typed = `${text.slice(0, middle)}${"x".repeat(stroke)}${text.slice(middle)}`;
    const start = performance.now();
    before = keystroke(parts, before, typed);
    times.push(performance.now() - start);
  }
  const value = median(times.slice(10));
  yield { figure: "lens.keystroke_ms", value, unit: "ms", against: "aim of 5 ms", ratio: value / aimMs };
}

/** @param {Parts} parts @param {import("../src/core/iac/keepPlaces.js").Scanned} before @param {string} text */
function keystroke({ scanTemplate, keepPlaces, factsOf, titleOf }, before, text) {
  const template = keepPlaces(before, { text, template: scanTemplate({ ...place, text }) });
  const options = {
    t: (/** @type {string} */ said) => said,
    nowMs: 0,
    locale: "en",
    manager: /** @type {const} */ ("Terraform"),
  };
  let shown = 0;
  for (const resource of template?.resources ?? []) {
    const facts = factsOf(resource, sources);
    if (facts) shown += titleOf(facts, options).length;
  }
  if (shown === 0) throw new Error("the bench's template has no lenses");
  return { text, template };
}

const sources = {
  choice: { account: "111122223333", region: "eu-west-1" },
  accounts: {
    isAllowed: () => true,
    withId: () => undefined,
    scope: (/** @type {string} */ account, /** @type {string} */ region) => ({
      account,
      accountId: account,
      accountName: "acme-prod",
      region,
      storeKey: `${account}/${region}/aws`,
    }),
    troubleOf: () => undefined,
  },
  historyOf: () => undefined,
  linkFailure: undefined,
};

/** As long as the aim says, a resource every fourteen lines. */
function template() {
  const block = (/** @type {number} */ index) => `resource "aws_s3_bucket" "bucket_${String(index)}" {
  bucket = "acme-\${local.stage}-${String(index)}"

  # versioned by hand
  tags = {
    owner = "team-${String(index % 7)}"
    notes = <<-EOT
      several lines of text
      "with quotes" and \${local.stage}
    EOT
  }
}

`;
  const blocks = Array.from({ length: Math.ceil(lines / 14) }, (_, index) => block(index));
  return `locals {\n  stage = "prod"\n}\n\n${blocks.join("")}`;
}
