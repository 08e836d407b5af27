import { parseDigestName, parseLogName } from "./objectNames.js";
import { Tally } from "./tally.js";
import type { Standing, Verdict } from "./verdict.js";

/** What a group of verdicts is: the levels of the view, from the outside in. */
export type GroupKind = "trail" | "region" | "day" | "digest" | "undigested" | "unread";

export type Counts = Readonly<Record<Standing, number>>;

/** Verdicts that belong together, with how they stand. It grows while verdicts arrive. */
export interface Group {
  readonly kind: GroupKind;
  /** Unique in these results, and the same in every run over the same files. */
  readonly id: string;
  /** The trail, Region, day (`2026-11-24`) or name. */
  readonly label: string;
  readonly parent: Group | undefined;
  readonly groups: ReadonlyMap<string, Group>;
  /** Places of its own verdicts in `ValidationResults.verdicts`. */
  readonly verdicts: readonly number[];
  readonly counts: Counts;
}

interface GrowingGroup extends Group {
  readonly groups: Map<string, GrowingGroup>;
  readonly verdicts: number[];
  readonly counts: Record<Standing, number>;
  readonly parent: GrowingGroup | undefined;
}

type Step = readonly [kind: GroupKind, label: string];

/** All verdicts of a run, in groups, and by file. */
export class ValidationResults {
  readonly tally = new Tally();
  readonly #verdicts: Verdict[] = [];
  readonly #roots = new Map<string, GrowingGroup>();
  readonly #byPath = new Map<string, number[]>();
  readonly #digests = new Map<string, GrowingGroup>();
  /** Long texts that most verdicts share, so that each is held once. */
  readonly #texts = new Map<string, string>();

  get verdicts(): readonly Verdict[] {
    return this.#verdicts;
  }

  get roots(): readonly Group[] {
    return [...this.#roots.values()];
  }

  add(verdicts: readonly Verdict[]): void {
    for (const verdict of verdicts) this.#add(this.#shared(verdict));
  }

  /** The verdicts about a file, by its path in the folder. */
  at(path: string): readonly Verdict[] {
    return (this.#byPath.get(path) ?? []).flatMap((index) => this.#verdicts[index] ?? []);
  }

  get paths(): Iterable<string> {
    return this.#byPath.keys();
  }

  /** The digest's own verdict, by its key. */
  digest(key: string): Verdict | undefined {
    const indices = this.#digests.get(key)?.verdicts ?? [];
    return indices
      .flatMap((index) => this.#verdicts[index] ?? [])
      .find(({ about, name }) => about === "digest" && name === key);
  }

  #add(verdict: Verdict): void {
    const index = this.#verdicts.push(verdict) - 1;
    this.tally.add(verdict);
    if (verdict.path !== undefined) grow(this.#byPath, verdict.path, index);
    const group = this.#groupOf(stepsTo(verdict));
    group.verdicts.push(index);
    if (group.kind === "digest") this.#digests.set(group.label, group);
    for (let each: GrowingGroup | undefined = group; each; each = each.parent)
      each.counts[verdict.standing]++;
  }

  #groupOf(steps: readonly Step[]): GrowingGroup {
    let level = this.#roots;
    let group: GrowingGroup | undefined;
    for (const [kind, label] of steps) {
      const known = level.get(label);
      const next: GrowingGroup = known ?? {
        kind,
        label,
        id: `${group ? `${group.id}|` : ""}${kind}:${label}`,
        parent: group,
        groups: new Map(),
        verdicts: [],
        counts: { proven: 0, noted: 0, unchecked: 0, broken: 0 },
      };
      if (!known) level.set(label, next);
      group = next;
      level = next.groups;
    }
    if (!group) throw new RangeError("a verdict belongs to some group");
    return group;
  }

  #shared(verdict: Verdict): Verdict {
    const { namedBy, fingerprint } = verdict.evidence;
    return {
      ...verdict,
      series: this.#text(verdict.series),
      evidence: {
        ...verdict.evidence,
        ...(namedBy === undefined ? {} : { namedBy: this.#text(namedBy) }),
        ...(fingerprint === undefined ? {} : { fingerprint: this.#text(fingerprint) }),
      },
    };
  }

  #text(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, text);
    return text;
  }
}

function grow(map: Map<string, number[]>, key: string, index: number): void {
  const known = map.get(key);
  if (known) known.push(index);
  else map.set(key, [index]);
}

/** The worst that was found in a group; noted ones alone leave it as it is. */
export function worstOf({ broken, unchecked, proven }: Counts): Standing {
  if (broken > 0) return "broken";
  if (unchecked > 0) return "unchecked";
  return proven > 0 ? "proven" : "noted";
}

/** A log belongs to the digest that names it, everything else to the digest or the time it is about. */
function stepsTo(verdict: Verdict): readonly Step[] {
  const key = verdict.about === "log" ? verdict.evidence.namedBy : verdict.name;
  const name = key === undefined ? undefined : parseDigestName(key);
  if (!name || key === undefined || verdict.about === "file") return looseSteps(verdict);
  const trail = `${name.trail} · ${name.account}${name.isBackfill ? " · backfill" : ""}`;
  const region: Step[] = [
    ["trail", trail],
    ["region", name.region],
  ];
  if (verdict.about === "end") return region;
  if (verdict.about === "gap") return [...region, ["day", dayOf(verdict.fromMs ?? name.endMs)]];
  return [...region, ["day", dayOf(name.endMs)], ["digest", key]];
}

/** What no readable digest speaks of. */
function looseSteps(verdict: Verdict): readonly Step[] {
  if (verdict.about !== "log") return [["unread", "unread"]];
  const log = parseLogName(verdict.name);
  if (!log) return [["undigested", "undigested"]];
  return [
    ["undigested", "undigested"],
    ["region", log.region],
    ["day", dayOf(log.deliveredMs)],
  ];
}

const dayOf = (ms: number): string =>
  Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString().slice(0, 10) : "?";
