import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const beatMs = 2_000;
/** A holder that was asleep this long (a closed laptop) has to look again whether the lock is still its own. */
const staleMs = 20_000;

/**
 * One process at a time writes an index. The lock is a file with the holder's name in it, touched while it is held;
 * it counts as left over when its process is gone or has not touched it for long.
 */
export class IndexLock {
  readonly #path: string;
  readonly #token: string;
  #beat: NodeJS.Timeout | undefined;

  constructor(directory: string) {
    this.#path = join(directory, "lock");
    this.#token = `${String(process.pid)} ${String(Date.now())} ${Math.random().toString(36).slice(2)}`;
  }

  /** True when this process may write from now on. */
  take(): boolean {
    if (this.isMine()) return true;
    if (!this.#create()) {
      if (!this.#isLeftOver() || !this.#clear() || !this.#create()) return false;
    }
    this.#beat ??= setInterval(() => this.#touch(), beatMs).unref();
    return true;
  }

  /** Asked before every change: another process may have taken the lock for a left-over. */
  isMine(): boolean {
    return this.#holder() === this.#token;
  }

  release(): void {
    clearInterval(this.#beat);
    this.#beat = undefined;
    if (this.isMine()) rmSync(this.#path, { force: true });
  }

  #create(): boolean {
    try {
      writeFileSync(this.#path, this.#token, { flag: "wx" });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw error;
    }
  }

  #holder(): string | undefined {
    try {
      return readFileSync(this.#path, "utf8");
    } catch {
      return undefined; // nobody holds it
    }
  }

  #isLeftOver(): boolean {
    const holder = this.#holder();
    if (holder === undefined) return true;
    const pid = Number(holder.split(" ")[0]);
    return !isAlive(pid) || this.#ageMs() > staleMs;
  }

  #ageMs(): number {
    try {
      return Date.now() - statSync(this.#path).mtimeMs;
    } catch {
      return Infinity;
    }
  }

  /** Moves the left-over away first: of two processes that try, only one finds it, and looks at what it moved. */
  #clear(): boolean {
    const seen = this.#holder();
    const moved = `${this.#path}.${String(process.pid)}.new`;
    try {
      renameSync(this.#path, moved);
    } catch {
      return true; // gone already; who creates it first has it
    }
    const isSame = readFileSync(moved, "utf8") === seen;
    if (isSame) rmSync(moved, { force: true });
    else renameSync(moved, this.#path);
    return isSame;
  }

  #touch(): void {
    if (!this.isMine()) return;
    const now = new Date();
    try {
      utimesSync(this.#path, now, now);
    } catch {
      // it went between the two steps; the next change notices
    }
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
