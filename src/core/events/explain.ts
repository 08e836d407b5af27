import { actorOf } from "./actor/actor.js";
import { identityOf } from "./actor/identity.js";
import { apiOf } from "./naming/api.js";
import { changeOf } from "./change/change.js";
import type { CloudTrailEvent } from "./event.js";
import type { Insight } from "./insight.js";
import { resourcesOf } from "./resource/resources.js";
import type { DeployRoles } from "./via/deployRoles.js";
import { viaOf } from "./via/via.js";

/** What the user told the model; without it, it goes by the record alone. */
export interface ExplainSettings {
  readonly deployRoles?: DeployRoles | undefined;
}

/** `explain` under the settings of one moment. */
export type Explain = (event: CloudTrailEvent) => Insight;

export const explainWith =
  (settings: ExplainSettings): Explain =>
  (event) =>
    explain(event, settings);

/** Everything the model says of one event. Pure and cheap; equal parts of different events are shared objects. */
export function explain(event: CloudTrailEvent, { deployRoles }: ExplainSettings = {}): Insight {
  const api = apiOf(event.source, event.name);
  const identity = identityOf(event);
  return {
    actor: actorOf(event, identity),
    via: viaOf(event, deployRoles, identity),
    resources: resourcesOf(event, api),
    change: changeOf(event, api),
  };
}
