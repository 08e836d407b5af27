// Reads, inflates and hashes files on both cores and does nothing else: what validating cannot be faster than.
//   node validateLimit.mjs LIST (a file with one path a line)
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Worker, isMainThread, workerData } from "node:worker_threads";
import { gunzipSync } from "node:zlib";

const threads = 2;
if (isMainThread) {
  const paths = readFileSync(process.argv[2] ?? "", "utf8")
    .trimEnd()
    .split("\n");
  for (let thread = 0; thread < threads; thread++)
    new Worker(import.meta.filename, { workerData: paths.filter((_, index) => index % threads === thread) });
} else {
  for (const path of workerData) hash("sha256", gunzipSync(readFileSync(path)));
}
