import type { SearchPanelMethods } from "../../shared/searchPanel.js";
import { compareMethods } from "./compareMethods.js";
import { detailMethods } from "./detailMethods.js";
import type { PanelContext } from "./panelContext.js";
import { queryMethods } from "./queryMethods.js";
import { resultMethods } from "./resultMethods.js";
import { sessionMethods } from "./sessionMethods.js";
import { shareMethods } from "./shareMethods.js";
import { stepMethods } from "./stepMethods.js";

/** Everything a search page can ask, for one panel. Arguments are taken as checked; see `requestCheck.ts`. */
export const searchMethods = (panel: PanelContext): SearchPanelMethods => ({
  ...queryMethods(panel),
  ...resultMethods(panel),
  ...detailMethods(panel),
  ...compareMethods(panel),
  ...sessionMethods(panel),
  ...shareMethods(panel),
  ...stepMethods(panel),
});
