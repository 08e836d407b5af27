import { at } from "../../base/json.js";
import { safeText } from "../../base/safeText.js";
import type { Translate } from "../../base/translate.js";
import type { Api } from "../naming/api.js";
import type { CloudTrailEvent } from "../event.js";
import type { Insight, Resource } from "../insight.js";
import { CALLED, CALLED_ON, PHRASES, REPORTED, REPORTED_FOR, type Phrase } from "./phrases.js";
import { typeWords } from "../naming/typeWords.js";
import { verbWording, type Wording } from "./verbPhrases.js";

/** Who did what, or tried to: the sentence without how, when and from where. */
export function clause(
  api: Api,
  event: CloudTrailEvent,
  insight: Insight,
  who: string,
  t: Translate,
): string {
  const names = namesOf(insight.resources, t);
  const wording = wordingOf(api, event, names);
  const say = (template: string, verb: string): string =>
    t(template, who, names.typed, names.bare, names.other, wording.words, verb === "" ? "" : t(verb));
  const told = (): string => done(event, who, t) ?? say(wording.phrase.done, wording.past);
  const tried = (): string => say(wording.phrase.to, wording.infinitive);
  const reason = safeText(event.errorCode ?? event.errorMessage ?? "", 80);
  switch (insight.change.class) {
    case "denied":
      return reason === ""
        ? t("{0} was not allowed to {1}", who, tried())
        : t("{0} was denied permission to {1} ({2})", who, tried(), reason);
    case "failed":
      return t("{0} failed to {1} ({2})", who, tried(), reason);
    case "noise":
      // A dry run carries an error and changed nothing.
      return event.errorCode === undefined ? told() : t("{0} tried out whether to {1}", who, tried());
    default:
      return told();
  }
}

/** What an event tells beyond its API. */
function done(event: CloudTrailEvent, who: string, t: Translate): string | undefined {
  if (event.name !== "ConsoleLogin") return undefined;
  const type = event.userIdentity?.["type"];
  const alone = type === "IAMUser" || type === "Root";
  if (!alone || at(event.raw, "additionalEventData", "MFAUsed") !== "No") return undefined;
  return t("{0} signed in to the console without a second factor", who);
}

interface Names {
  readonly typed: string;
  readonly bare: string;
  readonly other: string;
  readonly type: string | undefined;
}

/** A subject that is only a guess is not said as a fact. */
function namesOf(resources: readonly Resource[], t: Translate): Names {
  const subjects = resources.filter(({ role, confidence }) => role === "subject" && confidence !== "low");
  const first = subjects[0];
  const alike = subjects.filter(({ type }) => type === first?.type);
  const further = resources.find(({ type, role }) => role === "mentioned" || (first && type !== first.type));
  const other = further ? safeText(further.id, 120) : "";
  if (!first) return { typed: "", bare: "", other, type: undefined };
  const id = safeText(first.id, 120);
  const bare = alike.length > 1 ? t("{0} and {1} more", id, alike.length - 1) : id;
  const word = typeWords(first.type);
  return { typed: word === "" ? bare : t("{0} {1}", t(word), bare), bare, other, type: first.type };
}

function wordingOf(api: Api, event: CloudTrailEvent, names: Names): Wording {
  const told = table(api.key) ?? table(`*/${api.name}`);
  const plain = { words: safeText(api.name, 120), past: "", infinitive: "" };
  if (told && canSay(told, names)) return { phrase: told, ...plain };
  const alone = names.typed === "";
  if (event.eventType === "AwsServiceEvent") return { phrase: alone ? REPORTED : REPORTED_FOR, ...plain };
  return verbWording(api, names.type) ?? { phrase: alone ? CALLED : CALLED_ON, ...plain };
}

const table = (key: string): Phrase | undefined => (Object.hasOwn(PHRASES, key) ? PHRASES[key] : undefined);

/** A phrase that names what the record does not tell would leave a hole. */
const canSay = ({ done }: Phrase, { typed, other }: Names): boolean =>
  !((typed === "" && /\{[12]\}/.test(done)) || (other === "" && done.includes("{3}")));
