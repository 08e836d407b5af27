import type { FileOutcome } from "./fileOutcome.js";

/** From the engine to an ingest worker. */
export type ToWorker =
  | { readonly kind: "start"; readonly folder: string; readonly directory: string }
  | {
      readonly kind: "files";
      /** Paths as the disk has them; bytes where they are no UTF-8. */
      readonly files: readonly { readonly number: number; readonly path: string | Uint8Array }[];
      /** Name to write the segment under; asked for once the rows are enough or nothing is left to read. */
      readonly flush: boolean;
    }
  /** Answer to `full`: rows that other segments hold already, and the name to write the others under. */
  | { readonly kind: "write"; readonly name: string; readonly dropped: Int32Array };

/** From an ingest worker to the engine. */
export type FromWorker =
  | { readonly kind: "ready" }
  /** Has taken in the files and wants more. */
  | { readonly kind: "read"; readonly rows: number }
  /** Has enough for a segment: twelve bytes of each row's event id. */
  | { readonly kind: "full"; readonly ids: Uint32Array; readonly files: Int32Array }
  | {
      readonly kind: "written";
      readonly rows: number;
      readonly bytes: number;
      readonly firstMs: number | undefined;
      readonly lastMs: number | undefined;
      readonly outcomes: readonly (readonly [number: number, outcome: FileOutcome])[];
    }
  | { readonly kind: "failed"; readonly code: string; readonly message: string };
