/**
 * Where progress is told; what a program is asked for goes to its standard output in any case.
 * @type {NodeJS.WritableStream}
 */
let stream = process.stdout;

/** For programs whose standard output others read. */
export function progressToStderr() {
  stream = process.stderr;
}

/** The cursor stands behind a line that `timed` is going to finish. */
let open = false;
const isOpen = () => open;

/** @param {string} text */
export function say(text) {
  if (isOpen()) stream.write("\n");
  open = false;
  stream.write(`${text}\n`);
}

/**
 * Says what is being done and, when it is done, how long it took: one line, unless something is said in between.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @param {(result: T) => string} [sum] what came of it, in a few words
 * @returns {Promise<T>}
 */
export async function timed(what, work, sum = () => "") {
  const startMs = performance.now();
  if (isOpen()) stream.write("\n");
  stream.write(`${what} …`);
  open = true;
  let came = "";
  try {
    const result = await work();
    came = sum(result);
    return result;
  } finally {
    const seconds = `${((performance.now() - startMs) / 1000).toFixed(1)} s`;
    stream.write(`${isOpen() ? "" : what} ${came === "" ? "" : `${came}, `}${seconds}\n`);
    open = false;
  }
}
