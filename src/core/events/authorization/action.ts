import { authorizationService, type Action } from "./authorization.js";
import { ACTIONS, PREFIXES } from "./corrections.js";

/** The prefix of a service's actions, from the name it has in ARNs or eventSource. */
export const prefixOf = (service: string): string =>
  Object.hasOwn(PREFIXES, service) ? (PREFIXES[service] ?? service) : service;

/** What the reference says a call acts on; undefined for calls it does not know by that name. */
export function actionOf(service: string, apiName: string): Action | undefined {
  const prefix = prefixOf(service);
  const actions = authorizationService(prefix)?.actions;
  if (!actions || apiName.length > 128) return undefined;
  const name = apiName.toLowerCase();
  const corrected = Object.hasOwn(ACTIONS, prefix) ? ACTIONS[prefix] : undefined;
  const action = corrected && Object.hasOwn(corrected, name) ? corrected[name] : name;
  return action === undefined ? undefined : actions.get(action);
}
