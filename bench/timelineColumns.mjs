// 100,000 events of 90 days as the columns that the timeline is cut from: working days are busy, nights are not.

const dayMs = 86_400_000;
export const days = 90;

/** Small and repeatable: the same events in every run. */
function randomNumbers(seed = 7) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const groups = {
  outcome: ["read", "noise", "changed", "denied", "failed"],
  actor: Array.from({ length: 40 }, (_, at) => `actor-${at}`),
  service: Array.from({ length: 25 }, (_, at) => `service-${at}`),
  event: Array.from({ length: 120 }, (_, at) => `Event${at}`),
  region: ["eu-west-1", "us-east-1", "eu-central-1"],
  via: ["Console", "SDK", "CLI", "Terraform"],
};

/** @typedef {keyof typeof groups} GroupBy */

/**
 * @param {number} count
 * @param {number} nowMs
 */
export function timelineColumns(count, nowMs) {
  const random = randomNumbers();
  const times = Float64Array.from({ length: count }, () => timeOf(random, nowMs)).sort();
  /** @type {string[]} */
  const texts = [""];
  /** @type {Record<string, Uint32Array>} */
  const codes = {};
  for (const [by, names] of Object.entries(groups)) {
    const first = texts.length;
    texts.push(...names);
    codes[by] = Uint32Array.from({ length: count }, () => first + Math.floor(random() ** 3 * names.length));
  }
  return {
    order: Uint32Array.from({ length: count }, (_, at) => at),
    times,
    texts,
    /** @param {GroupBy} by */
    group: (by) => codes[by] ?? new Uint32Array(count),
    marks: new Uint32Array(count),
    /** @param {number} place */
    id: (place) => `event-${place}`,
  };
}

/** @param {() => number} random @param {number} nowMs */
function timeOf(random, nowMs) {
  const day = Math.floor(random() * days);
  const hour = random() < 0.7 ? 8 + random() * 10 : random() * 24;
  return Math.floor((nowMs - (day + 1) * dayMs + (hour * dayMs) / 24) / 1_000) * 1_000;
}
