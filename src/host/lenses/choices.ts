import { isObject } from "../../core/base/json.js";

/** What somebody chose for one template. */
export interface TemplateChoice {
  /** Key of the account, see `core/accounts/account.ts`. */
  readonly account?: string;
  readonly region?: string;
  /** Names or ARNs of stacks in that account and Region. */
  readonly stacks?: readonly string[];
  /** Paths of state files, as in the template's own address. */
  readonly states?: readonly string[];
  /** Names typed by hand, by the resource's address. */
  readonly names?: Readonly<Record<string, string>>;
}

/** The part of `vscode.Memento` that is needed. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const storeKey = "lens.templates";
const lastKey = "lens.lastPlace";

/** The account and Region that count where a template has none of its own. */
export type LastPlace = Pick<TemplateChoice, "account" | "region">;

/** What was chosen for the templates of this workspace, by the template's address. */
export class TemplateChoices {
  constructor(private readonly memory: Memory) {}

  /** What was chosen for the template itself counts first, then what files beside it tell, then the last choice of all. */
  of(uri: string, told: LastPlace = {}): TemplateChoice {
    const all = this.#all();
    const own = Object.hasOwn(all, uri) ? all[uri] : undefined;
    return { ...this.#last(), ...told, ...(isObject(own) ? own : {}) };
  }

  async change(uri: string, change: TemplateChoice): Promise<void> {
    const all = this.#all();
    const own = Object.hasOwn(all, uri) && isObject(all[uri]) ? all[uri] : {};
    await this.memory.update(storeKey, { ...all, [uri]: { ...own, ...change } });
    if (change.account !== undefined)
      await this.memory.update(lastKey, { account: change.account, region: change.region });
  }

  #all(): Readonly<Record<string, unknown>> {
    const all = this.memory.get(storeKey);
    return isObject(all) ? all : {};
  }

  #last(): LastPlace {
    const last = this.memory.get(lastKey);
    return isObject(last) ? last : {};
  }
}
