import { english } from "../core/base/translate.js";
import { safeText } from "../core/base/safeText.js";
import type { CloudTrailEvent } from "../core/events/event.js";
import { explainWith, type Explain } from "../core/events/explain.js";
import { parseArn } from "../core/events/naming/arn.js";
import { sentence } from "../core/events/sentence/sentence.js";
import { processClock } from "./clock.js";
import { connect } from "./connection.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import type { CliIo } from "./io.js";
import { report } from "./searchCommand.js";
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
    return report(error, io);
  }
}

/** Tells changes of the resource itself from calls that name it. */
class Subject implements SearchExtras {
  readonly #forms: ReadonlySet<string>;
  readonly #accounts = new Set<string>();
  #mentions = 0;

  constructor(
    private readonly args: WhoArguments,
    private readonly explain: Explain,
  ) {
    const { what, names } = args;
    this.#forms = new Set([what, ...names].flatMap((name) => [name, parseArn(name)?.name ?? name]));
  }

  /** An event that LookupEvents lists under the name counts where the model has no better word. */
  readonly isWanted = (event: CloudTrailEvent): boolean => {
    const { resources, change } = this.explain(event);
    if (change.class === "read" || change.class === "noise") return false;
    const named = resources.filter(
      ({ id, arn }) => this.#forms.has(id) || (arn !== undefined && this.#forms.has(arn)),
    );
    const isListedOnly = named.length === 0 && (this.args.type === undefined || resources.length === 0);
    const isSubject = isListedOnly || named.some(({ role }) => role === "subject");
    if (isSubject) this.#accounts.add(event.accountId);
    else this.#mentions++;
    return isSubject;
  };

  readonly lead = (newest: CloudTrailEvent): string =>
    safeText(
      sentence(newest, this.explain(newest), { t: english, nowMs: processClock.now(), locale: "en" }),
      400,
    );

  /** What was asked, beyond what every search says. */
  summary(): string {
    const { what, names, type, accountId } = this.args;
    const lines = [`Asked for ${names.join(", ")}${type === undefined ? "" : ` (${type})`}`];
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
