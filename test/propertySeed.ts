import { configureGlobal } from "fast-check";

/** Property tests try the same inputs in every run, so that a change alone decides; PROPERTY_SEED tries others. */
configureGlobal({ seed: Number(process.env["PROPERTY_SEED"] ?? 20_261_123) });
