import { packIds } from "./eventIds.js";
import { KnownRecords } from "./knownRecords.js";
import type { FromWorker, ToWorker } from "./messages.js";
import type { FileOutcome } from "./fileOutcome.js";
import { readLogFile } from "./readLogFile.js";
import { SegmentRows } from "./segmentRows.js";
import { SegmentWriter } from "./segmentWriter.js";

/** Events of a segment: enough to pack well, few enough to be searchable soon and to keep memory low. */
const rowsPerSegment = 40_000;

/** An ingest worker: reads the files it is given and writes segments of their events. Ends with its engine. */
export function runWorker(): void {
  const rows = new SegmentRows();
  const known = new KnownRecords(rows);
  let outcomes: [number, FileOutcome][] = [];
  let writer: SegmentWriter | undefined;
  const send = (message: FromWorker): void => void process.send?.(message);

  const take = (message: Extract<ToWorker, { kind: "files" }>): void => {
    for (const { number, path } of message.files)
      outcomes.push([
        number,
        readLogFile(typeof path === "string" ? path : Buffer.from(path), number, known),
      ]);
    if (outcomes.length > 0 && (message.flush || rows.size >= rowsPerSegment))
      send({ kind: "full", ids: packIds(rows.ids), files: rows.files() });
    else send({ kind: "read", rows: rows.size });
  };

  const write = async ({ name, dropped }: Extract<ToWorker, { kind: "write" }>): Promise<void> => {
    const written = await writer?.write(name, rows, new Set(dropped));
    const span = rows.span();
    send({ kind: "written", rows: written?.rows ?? 0, bytes: written?.bytes ?? 0, ...span, outcomes });
    outcomes = [];
    rows.reset();
  };

  process.on("disconnect", () => process.exit(0));
  process.on("message", (message: ToWorker) => {
    if (message.kind === "start") {
      writer = new SegmentWriter(message.directory);
      send({ kind: "ready" });
    } else if (message.kind === "files") take(message);
    else
      write(message).catch((error: unknown) => {
        const { code = "", message: text } = error as NodeJS.ErrnoException;
        send({ kind: "failed", code, message: text });
      });
  });
}
