import { isAborted, isFailure, type Failure } from "../../base/failure.js";
import type { ArchiveAnswer, HistoryArchive } from "./historyAnswer.js";
import type { HistorySubject } from "./historySubject.js";

interface Found {
  readonly answers: readonly { readonly name: string; readonly answer: ArchiveAnswer }[];
  readonly failure: Failure | undefined;
}

const nothingFound: Found = { answers: [], failure: undefined };

/** What archives at hand know of each resource, asked once. */
export class ArchiveStates {
  readonly #found = new Map<string, Found>();
  #archives: readonly HistoryArchive[] = [];

  constructor(private readonly changed: (key: string) => void) {}

  /** Other archives than before: everything is asked anew. */
  use(archives: readonly HistoryArchive[]): void {
    this.#archives = archives;
    this.#found.clear();
  }

  of({ key }: HistorySubject): Found {
    return this.#found.get(key) ?? nothingFound;
  }

  need(subject: HistorySubject, signal: AbortSignal): void {
    if (this.#archives.length === 0 || this.#found.has(subject.key)) return;
    this.#found.set(subject.key, nothingFound);
    for (const archive of this.#archives) void this.#ask(archive, subject, signal);
  }

  async #ask(archive: HistoryArchive, subject: HistorySubject, signal: AbortSignal): Promise<void> {
    const archives = this.#archives;
    try {
      const answer = await archive.find(subject, signal);
      if (!answer || archives !== this.#archives) return;
      const found = this.of(subject);
      this.#found.set(subject.key, {
        ...found,
        answers: [...found.answers, { name: archive.name, answer }],
      });
    } catch (error) {
      if (isAborted(error)) return;
      if (!isFailure(error)) throw error;
      this.#found.set(subject.key, { ...this.of(subject), failure: error });
    }
    this.changed(subject.key);
  }
}
