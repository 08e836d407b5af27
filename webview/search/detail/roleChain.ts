import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { EventDetail, RoleChainView, RoleStep } from "../../../src/shared/searchPanel.js";
import { actionLink, button } from "../../ui/controls.js";
import { icon } from "../../ui/icon.js";
import { clip, visible } from "../../ui/text.js";
import type { SearchPage } from "../page.js";
import { section } from "./detailParts.js";

const nameLimit = 120;
const shown = (text: string): string => visible(clip(text, nameLimit));

/** Under the sentence: whom the sessions lead back to. */
export function rolesBehind({ roles }: EventDetail): TemplateResult | typeof nothing {
  const human = roles?.human;
  if (roles === undefined || human === undefined) return nothing;
  return html`<p class="ct-behind">${icon("account")}<bdi>${behind(roles, shown(human))}</bdi></p>`;
}

function behind({ steps, possibly }: RoleChainView, human: string): string {
  if (possibly) return l10n.t("Possibly {0} behind this session", human);
  return steps.every(({ grounds }) => grounds === "same call")
    ? l10n.t("{0} made this call, as the log of the caller's account says", human)
    : l10n.t("{0} is behind this session", human);
}

/** The calls that began the sessions, from the first caller on, each a press away. */
export function roles({ row, roles: chain }: EventDetail, page: SearchPage): TemplateResult | typeof nothing {
  if (chain === undefined) return nothing;
  const [first] = chain.steps;
  return section(
    l10n.t("How the session came about"),
    html`<ol class="ct-roles">
      ${chain.missingKey === undefined ? nothing : missing(row.id, chain.missingKey, page)}
      ${first === undefined ? nothing : person(first.caller, first.callerNote, first.callerAccount)}
      ${chain.steps.map((step, at) => hop(step, chain.steps[at + 1] === undefined ? chain.here : undefined, page))}
    </ol>`,
  );
}

const person = (name: string, note: string, account: string): TemplateResult =>
  html`<li>
    ${icon("account")}<span
      ><bdi>${shown(name)}</bdi
      >${note === "" ? nothing : html` <bdi class="ct-muted">${shown(note)}</bdi>`}${account === "" ? nothing : html` <span class="ct-muted">${account}</span>`}</span
    >
  </li>`;

/** A call and the session it began. The key of the session is what its calls can be filtered by. */
const hop = (step: RoleStep, here: string | undefined, page: SearchPage): TemplateResult =>
  html`<li class="ct-role-hop">
      <span class="ct-role-line"></span
      ><span>
        ${actionLink(l10n.t("{0}, {1}", shown(step.call), page.formats.exact(step.timeMs)), () => void page.show(step.id), l10n.t("Show this call"))}
        ${grounds(step, page)}
      </span>
    </li>
    <li>
      ${icon(here === undefined ? "shield" : "target")}<span
        ><bdi>${became(step, here)}</bdi> <span class="ct-muted">${step.account}</span></span
      >
    </li>`;

function became({ became: session, caller, grounds: by }: RoleStep, here: string | undefined): string {
  if (by === "same call" && here !== undefined) return shown(here);
  return shown(session === "" ? caller : session);
}

function grounds({ keyId, grounds: by }: RoleStep, page: SearchPage): TemplateResult {
  const key = keyId === "" ? nothing : keyLink(keyId, page);
  if (by === "same call")
    return html`<span class="ct-role-ground">${l10n.t("the same call in its caller's log")} ${key}</span>`;
  return by === "same key"
    ? html`<span class="ct-role-ground">${l10n.t("known by the key")} ${key}</span>`
    : html`<span class="ct-role-ground"
        ><span class="ct-possibly">${l10n.t("possibly: the same session name, another key")}</span>
        ${key}</span
      >`;
}

const keyLink = (keyId: string, page: SearchPage): TemplateResult =>
  actionLink(
    shown(keyId),
    () => page.filter({ kind: "add", field: "key", value: keyId, negated: false }),
    l10n.t("Only calls made with this key"),
  );

const missing = (id: string, keyId: string, page: SearchPage): TemplateResult =>
  html`<li>
    ${icon("question")}<span
      >${l10n.t("The call that handed out {0} is not among the loaded events.", shown(keyId))}
      ${button(l10n.t("Look for It"), {
        icon: "search",
        label: l10n.t("Search the archive for the call that began this session"),
        onClick: () => void page.findSession(id),
      })}</span
    >
  </li>`;
