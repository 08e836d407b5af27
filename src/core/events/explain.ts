import { actorOf } from "./actor.js";
import { apiOf } from "./api.js";
import { changeOf } from "./change.js";
import type { CloudTrailEvent } from "./event.js";
import type { Insight } from "./insight.js";
import { resourcesOf } from "./resources.js";
import { viaOf } from "./via.js";

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
