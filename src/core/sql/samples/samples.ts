import { access } from "./access.js";
import { changes } from "./changes.js";
import type { SampleQuery } from "./sampleQuery.js";
import { volume } from "./volume.js";

/** All of them; each runs unchanged on Lake and on a log folder. */
export const SAMPLE_QUERIES: readonly SampleQuery[] = [...access, ...changes, ...volume];
