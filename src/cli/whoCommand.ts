import { english } from "../core/base/translate.js";
import { safeText } from "../core/base/safeText.js";
import type { CloudTrailEvent } from "../core/events/event.js";
import { explainWith, type Explain } from "../core/events/explain.js";
import { entryOf, type HistoryEntry } from "../core/iac/history/historyEntry.js";
import { subjectTest } from "../core/iac/history/resourceHistory.js";
import { parseArn } from "../core/events/naming/arn.js";
import { sentence } from "../core/events/sentence/sentence.js";
import { processClock } from "./clock.js";
import { connect } from "./connection.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import type { CliIo } from "./io.js";
import { reportFailure } from "./reportFailure.js";
import { SearchRun, type SearchExtras } from "./searchRun.js";
import { readWhoArguments, type WhoArguments } from "./whoArguments.js";

/** `who ARN|NAME`: who changed one resource, newest change first; calls that only mention it are left out. */
export async function whoCommand(words: readonly string[], io: CliIo): Promise<ExitCode> {
  const args = readWhoArguments(words, io.env);
  if ("problem" in args) {
    io.err(`${args.problem}\nTry --help.\n`);
    return exitCodes.usage;
  }
  const explain = explainWith(args.search);
  const subject = new Subject(args, explain);
  try {
    const connection = await connect(args.search.sample, io, explain);
    try {
      const code = await new SearchRun(args.search, io, subject).run(connection.history);
      io.err(subject.summary());
      return code;
    } finally {
      connection.dispose();
    }
  } catch (error) {
    return reportFailure(error, io);
  }
}

/** Tells changes of the resource itself from calls that name it, and from other things that are called the same. */
class Subject implements SearchExtras {
  readonly #place: (entry: HistoryEntry) => "subject" | "mentioned" | undefined;
  readonly #accounts = new Set<string>();
  #mentions = 0;

  constructor(
    private readonly args: WhoArguments,
    private readonly explain: Explain,
  ) {
    this.#place = args.subject ? subjectTest(args.subject) : placeByName(args.what);
  }

  /** An event that LookupEvents lists under the name counts where the model names nothing at all. */
  readonly isWanted = (event: CloudTrailEvent): boolean => {
    const insight = this.explain(event);
    if (insight.change.class === "read" || insight.change.class === "noise") return false;
    const place = insight.resources.length === 0 ? "subject" : this.#place(entryOf(event, insight));
    if (place === "subject") this.#accounts.add(event.accountId);
    if (place === "mentioned") this.#mentions++;
    return place === "subject";
  };

  readonly lead = (newest: CloudTrailEvent): string =>
    safeText(
      sentence(newest, this.explain(newest), { t: english, nowMs: processClock.now(), locale: "en" }),
      400,
    );

  /** What was asked, beyond what every search says. */
  summary(): string {
    const { what, names, subject, accountId } = this.args;
    const lines = [`Asked for ${names.join(", ")}${subject ? ` (${subject.type})` : ""}`];
    if (this.#mentions > 0) {
      const calls =
        this.#mentions === 1 ? "1 more call names it" : `${String(this.#mentions)} more calls name it`;
      lines.push(`${calls} without changing it: search 'resource:"${names[0] ?? what}"' shows them`);
    }
    const others = [...this.#accounts].filter((id) => accountId !== undefined && id !== accountId);
    if (others.length > 0)
      lines.push(`The ARN is one of account ${accountId ?? ""}, and ${others.join(", ")} was asked`);
    return lines.map((line) => `- ${safeText(line, 400)}\n`).join("");
  }
}

/** Whatever is called so is meant, and an event that lists the name in a way of its own acted on it. */
const placeByName =
  (name: string) =>
  ({ resources }: HistoryEntry): "subject" | "mentioned" => {
    const named = resources.filter(
      ({ id, arn }) => id === name || arn === name || (arn !== undefined && parseArn(arn)?.name === name),
    );
    return named.length === 0 || named.some(({ isSubject }) => isSubject) ? "subject" : "mentioned";
  };
