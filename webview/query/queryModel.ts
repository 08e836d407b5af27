import * as l10n from "@vscode/l10n";
import type {
  QueryAnswer,
  QueryPanelMethods,
  QueryState,
  RowSort,
  ShownCell,
} from "../../src/shared/queryPanel.js";
import { Client } from "../../src/shared/rpc.js";
import type { Envelope } from "../../src/shared/rpc.js";
import { Store } from "../ui/store.js";
import { readQueryState } from "./queryState.js";

export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

export type ShownRow = readonly ShownCell[];

const pageRows = 200;
/** Pages of rows kept; more would only fill memory. */
const mostPages = 40;

const nothing: QueryAnswer = {
  state: "idle",
  revision: -1,
  statement: "",
  target: "",
  columns: [],
  rows: 0,
  isCut: false,
  elapsedMs: 0,
  chart: undefined,
  problem: undefined,
};

/** What the page knows of the answer, and what can be done with it. */
export class QueryModel extends Store {
  answer = nothing;
  state: QueryState;
  notice = "";
  #pages = new Map<number, readonly ShownRow[]>();
  readonly #asked = new Set<number>();
  /** Answers to what was asked before this moment are dropped. */
  #life = 0;
  readonly #client: Client<QueryPanelMethods>;

  constructor(private readonly api: VsCodeApi) {
    super();
    this.state = readQueryState(api.getState());
    const port = {
      post: (message: Envelope) => api.postMessage(message),
      listen: (receive: (message: Envelope) => void) => {
        const heard = ({ data }: MessageEvent<Envelope>): void => {
          if (typeof data === "object" && "kind" in data) receive(data);
        };
        window.addEventListener("message", heard);
        return () => window.removeEventListener("message", heard);
      },
    };
    this.#client = new Client<QueryPanelMethods>(port, () => void this.#ask());
  }

  async start(): Promise<void> {
    const { statement } = this.state;
    await this.attempt(this.#client.call("open", { statement }).then((answer) => this.#take(answer)));
  }

  row(index: number): ShownRow | undefined {
    const page = Math.floor(index / pageRows);
    const rows = this.#pages.get(page);
    if (!rows?.[index % pageRows]) void this.#load(page);
    return rows?.[index % pageRows];
  }

  keep(change: Partial<QueryState>): void {
    this.state = { ...this.state, ...change };
    this.api.setState(this.state);
    this.changed();
  }

  sort(column: number): void {
    const { sort } = this.state;
    const next: RowSort | undefined =
      sort?.column !== column
        ? { column, descending: false }
        : sort.descending
          ? undefined
          : { column, descending: true };
    const { sort: _, ...rest } = this.state;
    this.state = rest;
    this.#forget();
    this.keep(next ? { sort: next } : {});
  }

  run = (): Promise<void> => this.attempt(this.#client.call("run", {}));
  stop = (): Promise<void> => this.attempt(this.#client.call("stop", {}));
  showStatement = (): Promise<void> => this.attempt(this.#client.call("showStatement", {}));

  copy(row?: number, column?: number): Promise<void> {
    const arg = {
      ...this.#sorted,
      ...(row === undefined ? {} : { row }),
      ...(column === undefined ? {} : { column }),
    };
    return this.attempt(this.#client.call("copy", arg).then(() => this.say(l10n.t("Copied"))));
  }

  exportRows(format: "csv" | "json"): Promise<void> {
    const saved = this.#client.call("exportRows", { ...this.#sorted, format });
    return this.attempt(saved.then((name) => name !== undefined && this.say(l10n.t("Saved {0}", name))));
  }

  say(notice: string): void {
    this.notice = notice;
    this.changed();
  }

  async attempt(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error));
    }
  }

  get #sorted(): { readonly sort?: RowSort } {
    return this.state.sort ? { sort: this.state.sort } : {};
  }

  #ask(): Promise<void> {
    return this.attempt(this.#client.call("answer", {}).then((answer) => this.#take(answer)));
  }

  #take(answer: QueryAnswer): void {
    if (answer.revision < this.answer.revision) return;
    const before = this.answer;
    this.answer = answer;
    const columns = answer.columns.map(({ name }) => name).join("\n");
    const isOther = before.revision >= 0 && before.columns.map(({ name }) => name).join("\n") !== columns;
    if (isOther && this.state.sort && answer.columns.length > 0) {
      const { sort: _, ...rest } = this.state;
      this.state = rest;
    }
    if (answer.revision !== before.revision) this.#forget();
    if (answer.statement !== "") this.keep({ statement: answer.statement });
    else this.changed();
  }

  #forget(): void {
    this.#life++;
    this.#asked.clear();
    this.#pages = new Map();
  }

  async #load(page: number): Promise<void> {
    if (this.#asked.has(page) || page * pageRows >= this.answer.rows) return;
    this.#asked.add(page);
    const life = this.#life;
    const ask = { ...this.#sorted, start: page * pageRows, count: pageRows };
    await this.attempt(
      this.#client.call("rows", ask).then((rows) => {
        if (life !== this.#life) return;
        const [oldest] = this.#pages.keys();
        if (this.#pages.size >= mostPages && oldest !== undefined) {
          this.#pages.delete(oldest);
          this.#asked.delete(oldest);
        }
        this.#pages.set(page, rows);
        this.changed();
      }),
    );
  }
}
