import type { Lenses } from "./lenses.js";
import type { LensActions } from "./lensActions.js";
import type { Handlers } from "../commands.js";

type LensCommand = Extract<keyof Handlers, `cloudtrailExplorer.lens.${string}`>;

/** Every command of a lens; what it does is loaded with the first one. */
export function lensCommands(lenses: Lenses): Pick<Handlers, LensCommand> {
  const acting =
    <A>(act: (actions: LensActions) => (arg: A) => Promise<void>) =>
    async (arg: A): Promise<void> =>
      act((await lenses.parts()).actions)(arg);
  return {
    "cloudtrailExplorer.lens.open": acting((actions) => actions.open),
    "cloudtrailExplorer.lens.history": acting((actions) => actions.history),
    "cloudtrailExplorer.lens.changes": acting((actions) => actions.changes),
    "cloudtrailExplorer.lens.compare": acting((actions) => actions.compare),
    "cloudtrailExplorer.lens.audit": acting((actions) => actions.audit),
    "cloudtrailExplorer.lens.goToTemplate": acting((actions) => actions.goToTemplate),
    "cloudtrailExplorer.lens.refresh": acting((actions) => actions.refresh),
    "cloudtrailExplorer.lens.chooseAccount": acting((actions) => actions.chooseAccount),
    "cloudtrailExplorer.lens.linkStack": acting((actions) => actions.linkStack),
    "cloudtrailExplorer.lens.linkState": acting((actions) => actions.linkState),
    "cloudtrailExplorer.lens.nameResource": acting((actions) => actions.nameResource),
    "cloudtrailExplorer.lens.toggle": acting((actions) => actions.toggle),
  };
}
