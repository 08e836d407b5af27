import type { Api } from "../naming/api.js";
import { kindOfType } from "../naming/kind.js";
import { VERB_ALONE, VERB_ASIDE, VERB_MAKING, VERB_ON, VERB_PART, type Phrase } from "./phrases.js";
import { spacedWords } from "../naming/typeWords.js";
import { singular } from "../naming/words.js";

/** Marks a word for the translators' bundle; it is translated where it is spoken. */
const t = (message: string): string => message;

/** Past tense and infinitive of the verbs APIs begin with. */
const VERBS: Readonly<Record<string, readonly [past: string, infinitive: string]>> = {
  add: [t("added"), t("add")],
  allocate: [t("allocated"), t("allocate")],
  associate: [t("associated"), t("associate")],
  assume: [t("assumed"), t("assume")],
  attach: [t("attached"), t("attach")],
  authorize: [t("authorized"), t("authorize")],
  cancel: [t("cancelled"), t("cancel")],
  change: [t("changed"), t("change")],
  check: [t("checked"), t("check")],
  copy: [t("copied"), t("copy")],
  create: [t("created"), t("create")],
  deactivate: [t("deactivated"), t("deactivate")],
  delete: [t("deleted"), t("delete")],
  deregister: [t("deregistered"), t("deregister")],
  describe: [t("looked at"), t("look at")],
  destroy: [t("destroyed"), t("destroy")],
  detach: [t("detached"), t("detach")],
  disable: [t("disabled"), t("disable")],
  disassociate: [t("disassociated"), t("disassociate")],
  download: [t("downloaded"), t("download")],
  enable: [t("enabled"), t("enable")],
  execute: [t("executed"), t("execute")],
  export: [t("exported"), t("export")],
  filter: [t("searched"), t("search")],
  get: [t("looked at"), t("look at")],
  head: [t("looked at"), t("look at")],
  import: [t("imported"), t("import")],
  invoke: [t("invoked"), t("invoke")],
  list: [t("listed"), t("list")],
  modify: [t("changed"), t("change")],
  move: [t("moved"), t("move")],
  publish: [t("published"), t("publish")],
  purge: [t("emptied"), t("empty")],
  put: [t("changed"), t("change")],
  reboot: [t("rebooted"), t("reboot")],
  register: [t("registered"), t("register")],
  reject: [t("rejected"), t("reject")],
  release: [t("released"), t("release")],
  remove: [t("removed"), t("remove")],
  replace: [t("replaced"), t("replace")],
  request: [t("requested"), t("request")],
  reset: [t("reset"), t("reset")],
  restore: [t("restored"), t("restore")],
  resume: [t("resumed"), t("resume")],
  revoke: [t("revoked"), t("revoke")],
  rotate: [t("rotated"), t("rotate")],
  run: [t("launched"), t("launch")],
  schedule: [t("scheduled"), t("schedule")],
  search: [t("searched"), t("search")],
  send: [t("sent"), t("send")],
  set: [t("changed"), t("change")],
  start: [t("started"), t("start")],
  stop: [t("stopped"), t("stop")],
  tag: [t("tagged"), t("tag")],
  terminate: [t("terminated"), t("terminate")],
  untag: [t("removed tags of"), t("remove tags of")],
  update: [t("changed"), t("change")],
  upload: [t("uploaded"), t("upload")],
};

/** Verbs that bring something into being for or inside the resource they name. */
const MAKING = new Set([
  "add",
  "allocate",
  "create",
  "import",
  "publish",
  "register",
  "request",
  "start",
  "upload",
]);
const PREPOSITION = /^(?:from|to|with|for|by|in|into|on|of|as)$/;

/** A phrase with what goes into its {4} and {5}; the verb in the past for `done`, in the infinitive for `to`. */
export interface Wording {
  readonly phrase: Phrase;
  readonly words: string;
  readonly past: string;
  readonly infinitive: string;
}

/**
 * `CreateRole` -> created role x; `PutClusterSettings` -> changed the settings of cluster x; `ListUsers` -> listed
 * users. `type` is the subject's, undefined when there is none. Undefined for verbs not known.
 */
export function verbWording(api: Api, type: string | undefined): Wording | undefined {
  const verb = Object.hasOwn(VERBS, api.verb) ? VERBS[api.verb] : undefined;
  if (!verb) return undefined;
  const [past, infinitive] = verb;
  const named = spacedWords(api.rest.replace(/V\d{1,2}$/, ""))
    .split(" ")
    .filter((word) => word !== "");
  const words = type === undefined ? named : withoutType(named, type);
  if (type === undefined && words.length === 0) return undefined;
  return {
    phrase: type === undefined ? VERB_ALONE : onSubject(api, words),
    words: words.join(" "),
    past,
    infinitive,
  };
}

function onSubject(api: Api, [first = ""]: readonly string[]): Phrase {
  if (first === "") return VERB_ON;
  if (PREPOSITION.test(first)) return VERB_ASIDE;
  return MAKING.has(api.verb) ? VERB_MAKING : VERB_PART;
}

/** What an API's noun says beyond the kind of its resource: `attached policies` of ListAttachedRolePolicies on a role. */
function withoutType(words: readonly string[], type: string): readonly string[] {
  const nouns = kindOfType(type)?.nouns ?? [];
  for (let length = words.length; length > 0; length--)
    for (let start = 0; start + length <= words.length; start++) {
      const run = singular(
        words
          .slice(start, start + length)
          .join("")
          .toLowerCase(),
      );
      if (!nouns.includes(run)) continue;
      const before = words.slice(0, start);
      if (PREPOSITION.test(before.at(-1) ?? "")) before.pop();
      return [...before, ...words.slice(start + length)];
    }
  return words;
}
