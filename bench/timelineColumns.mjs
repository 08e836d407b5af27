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

/** @typedef {import("../src/core/timeline/timeline.js").GroupBy} GroupBy */

/** @type {Omit<import("../src/core/events/groups/group.js").GroupSummary, "fromMs" | "toMs" | "events" | "changes">} */
const deployment = {
  kind: "cloudformation",
  tool: "CloudFormation",
  names: ["shop-prod"],
  actor: "actor-1",
  actorNote: "",
};

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
  const spans = Array.from({ length: Math.ceil(count / 320) }, (_, at) => ({
    fromMs: times[at * 320] ?? 0,
    toMs: times[at * 320 + 39] ?? 0,
    events: 40,
    changes: 30,
    lead: at * 320,
    leadMs: times[at * 320] ?? 0,
    names: [],
  }));
  return {
    order: Uint32Array.from({ length: count }, (_, at) => at),
    times,
    texts,
    /** @param {GroupBy} by */
    group: (by) => codes[by] ?? new Uint32Array(count),
    marks: new Uint32Array(count),
    /** @param {number} place */
    id: (place) => `event-${place}`,
    /** Every eighth event belongs to a deployment of some. @param {number} place */
    groupAt: (place) => (place % 320 < 40 ? spans[Math.floor(place / 320)] : undefined),
    /** @param {import("../src/core/events/groups/spans.js").Span} span */
    groupSummary: ({ fromMs, toMs, events, changes }) => ({ ...deployment, fromMs, toMs, events, changes }),
    sessionSummary: () => undefined,
  };
}

/** @param {() => number} random @param {number} nowMs */
function timeOf(random, nowMs) {
  const day = Math.floor(random() * days);
  const hour = random() < 0.7 ? 8 + random() * 10 : random() * 24;
  return Math.floor((nowMs - (day + 1) * dayMs + (hour * dayMs) / 24) / 1_000) * 1_000;
}
