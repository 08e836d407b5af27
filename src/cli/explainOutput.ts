import { safeText } from "../core/base/safeText.js";
import { english } from "../core/base/translate.js";
import type { CloudTrailEvent } from "../core/events/event.js";
import type { Insight } from "../core/events/insight.js";
import type { DocumentProblem, Position } from "../core/events/reader/document.js";
import { sentence } from "../core/events/sentence/sentence.js";
import { jsonText } from "./jsonText.js";

/** An event with where it stands and what the model says of it. */
export interface Explained {
  readonly event: CloudTrailEvent;
  readonly insight: Insight;
  readonly file: string;
  readonly index: number;
}

export interface FileProblem extends Pick<DocumentProblem, "position" | "reason"> {
  readonly file: string;
}

/** One line for programs; the keys are a promise of `--help`. */
export function eventJson({ event, insight, file, index }: Explained, nowMs: number): string {
  const { actor, via, resources, change } = insight;
  return jsonText({
    eventID: event.id,
    file,
    index,
    actor: { name: actor.name, kind: actor.kind, chain: actor.chain },
    via: { tool: via.tool, confidence: via.confidence, grounds: via.grounds },
    resources: resources.map(({ type, id, arn, role, confidence, grounds }) => ({
      type,
      id,
      arn: arn ?? null,
      role,
      confidence,
      grounds,
    })),
    change: { class: change.class, marks: change.marks },
    sentence: told(event, insight, nowMs),
  });
}

export const problemJson = ({ file, position, reason }: FileProblem): string =>
  jsonText({ problem: { file, position, reason } });

/** `2026-11-20T12:00:00Z  alice …  [destructive]` */
export function eventLine({ event, insight }: Explained, nowMs: number): string {
  const marks = insight.change.marks.length === 0 ? "" : `  [${insight.change.marks.join(", ")}]`;
  const time = `${new Date(event.timeMs).toISOString().slice(0, 19)}Z`;
  return `${time}  ${told(event, insight, nowMs)}${marks}\n`;
}

export const problemLine = ({ file, position, reason }: FileProblem): string =>
  `${safeText(file, 300)}${placeText(position)}: ${safeText(reason, 500)}\n`;

function placeText({ index, line }: Position): string {
  if (line !== undefined) return `:${String(line)}`;
  return index === undefined ? "" : ` #${String(index)}`;
}

const told = (event: CloudTrailEvent, insight: Insight, nowMs: number): string =>
  sentence(event, insight, { t: english, nowMs, locale: "en" });
