import { safeText } from "../../core/base/safeText.js";
import type { Translate } from "../../core/base/translate.js";
import { relativeTime } from "../../core/events/sentence/relativeTime.js";
import { instancesTitle, unlinkedTitle, waitingTitle } from "../../core/iac/history/lensTitle.js";
import type { TitleOptions } from "../../core/iac/history/lensTitle.js";
import { outsideChanges } from "../../core/iac/history/outside.js";
import type { OutsideChange } from "../../core/iac/history/outside.js";
import type { IdentityGrounds, ResourceInstance } from "../../core/iac/locatedResource.js";
import type { ResourceFacts } from "./resourceFacts.js";

/** The one line above a resource; `$(name)` in it is an icon. */
export function titleOf({ state, histories }: ResourceFacts, options: TitleOptions): string {
  const { t, manager } = options;
  switch (state.kind) {
    case "not-allowed":
    case "looking":
      return waitingTitle(t);
    case "unreached":
      return t("History could not be read");
    case "other-account":
      return t("In account {0}: choose it to see history", state.accountId);
    case "no-region":
      return t("Choose a Region to see history");
    case "needs-link":
      return state.failure ? t("The linked stack could not be read") : unlinkedTitle(manager, t);
    case "not-listed":
      return t("Event history does not list it by name");
    case "asked":
      return instancesTitle(histories, options);
  }
}

/** The newest change past the manager of any instance. */
export function outsideOf(
  { histories }: ResourceFacts,
  { manager }: TitleOptions,
): OutsideChange | undefined {
  if (!manager) return undefined;
  return histories
    .flatMap(({ changes }) => outsideChanges(changes, manager))
    .sort((a, b) => b.entry.timeMs - a.entry.timeMs)[0];
}

/** What a title rests on, line by line, as plain text: what was asked, where, how old the answer is. */
export function groundsOf(facts: ResourceFacts, options: TitleOptions): readonly string[] {
  const { t } = options;
  const { state, resource } = facts;
  const identities = resource.instances.flatMap((instance) => identityText(instance, t));
  const lines = state.kind === "asked" ? askedLines(facts, options) : [stateText(facts, t)];
  return [...lines, ...identities.slice(0, mostInstances)].filter((line) => line !== "");
}

const mostInstances = 5;

function stateText({ state, resource }: ResourceFacts, t: Translate): string {
  switch (state.kind) {
    case "not-allowed":
      return t("Nothing was asked. Click to choose the account and Region whose history may be shown.");
    case "looking":
      return t("Looking up the account.");
    case "unreached":
      return state.failure.message;
    case "other-account":
      return t("It lives in account {0}, which is not the one whose history is shown here.", state.accountId);
    case "no-region":
      return t("The template does not tell its Region.");
    case "needs-link": {
      if (state.failure) return state.failure.message;
      const needs = resource.needs.map((need) => safeText(need, 100)).join(", ");
      return needs === ""
        ? t("The template does not tell what it is called.")
        : t("The template does not tell what it is called: {0} is missing.", needs);
    }
    case "not-listed":
      return t("LookupEvents does not find such resources by their names.");
    case "asked":
      return "";
  }
}

function askedLines({ histories }: ResourceFacts, options: TitleOptions): readonly string[] {
  const { t, nowMs, locale } = options;
  return histories.slice(0, mostInstances).flatMap(({ subject, asked, refused, failure, state }) => {
    const { accountName, region } = subject.scope;
    const lookups = asked.lookups.map((lookup) => safeText(lookup, 120)).join(", ");
    const place = `${safeText(accountName, 80)} · ${region}`;
    const age = asked.asOfMs === undefined ? "" : relativeTime(asked.asOfMs, nowMs, locale);
    return [
      lookups === "" ? place : t("{0}: asked for {1}", place, lookups),
      ...(age === "" ? [] : [t("As of {0}; CloudTrail delivers events within about 15 minutes.", age)]),
      ...(asked.archives.length > 0 ? [t("Log folders: {0}", asked.archives.join(", "))] : []),
      ...(asked.isCut ? [t("There are older events than were looked at.")] : []),
      ...(refused.length > 0 ? [t("{0} denied or failed", refused.length)] : []),
      ...(failure ? [failure.message] : []),
      ...(state === "partial" ? [t("Some of the answers are still to come.")] : []),
    ];
  });
}

function identityText({ label, identities }: ResourceInstance, t: Translate): readonly string[] {
  const [first] = identities;
  if (!first) return [];
  const name = safeText(first.name, 200);
  const told = `${name} (${groundsWord(first.grounds, t)})`;
  return [label === "" ? told : `${safeText(label, 100)}: ${told}`];
}

function groundsWord(grounds: IdentityGrounds, t: Translate): string {
  switch (grounds) {
    case "literal":
      return t("written in the template");
    case "evaluated":
      return t("worked out from the template");
    case "stack":
      return t("told by the stack");
    case "state":
      return t("told by the state");
    case "built":
      return t("put together from name, account and Region");
    case "given":
      return t("typed by hand");
  }
}
