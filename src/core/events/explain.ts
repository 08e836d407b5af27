import { actorOf } from "./actor/actor.js";
import { apiOf } from "./naming/api.js";
import { changeOf } from "./change/change.js";
import type { CloudTrailEvent } from "./event.js";
import type { Insight } from "./insight.js";
import { resourcesOf } from "./resource/resources.js";
import { viaOf } from "./via/via.js";

/** Everything the model says of one event. Pure and cheap; equal parts of different events are shared objects. */
export function explain(event: CloudTrailEvent): Insight {
  const api = apiOf(event.source, event.name);
  return {
    actor: actorOf(event),
    via: viaOf(event),
    resources: resourcesOf(event, api),
    change: changeOf(event, api),
  };
}
