import type { OutlinePlace } from "../../core/logs/folderOutline.js";

/** The query line for what a line of the tree counts; empty for a whole folder. */
export const placeQuery = ({ accountId, region, day }: Partial<OutlinePlace>): string =>
  [
    named("account", accountId),
    named("region", region),
    ...(day === undefined || day === "" ? [] : [`from:${day}`, `to:${day}`]),
  ]
    .filter((part) => part !== "")
    .join(" ");

const named = (field: string, value: string | undefined): string =>
  value === undefined || value === "" ? "" : `${field}:${value}`;
