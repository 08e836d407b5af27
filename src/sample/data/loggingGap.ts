import { dayMs } from "./history.js";

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** When somebody stopped the organization trail, and when alice started it again. */
export const loggingGap = (anchorMs: number): { readonly stoppedMs: number; readonly startedMs: number } => {
  const yesterdayMs = anchorMs - dayMs;
  return {
    stoppedMs: yesterdayMs + 13 * hourMs + 12 * minuteMs + 7000,
    startedMs: yesterdayMs + 13 * hourMs + 52 * minuteMs + 19_000,
  };
};
