import type { Account } from "../../core/accounts/account.js";
import { DisposableStore, type Releasable } from "../../core/base/disposables.js";
import { Signal } from "../../core/base/signal.js";
import type { Trouble } from "../nextStep.js";
import { shownAccounts } from "../shownDirectory.js";
import { loadChildren, toTrouble, type TreeSources } from "./children.js";
import { accountNodeIds, isBelow, type AccountNode, type ProblemNode, type TreeNode } from "./nodes.js";
import { rootNodes, type SampleState } from "./roots.js";

export interface TreeModelOptions extends Pick<TreeSources, "log" | "t"> {
  /** Connects when first asked; remembered by its owner. */
  readonly sources: () => Promise<TreeSources>;
  /** Names of the profiles to show; empty means all. */
  readonly profiles: () => readonly string[];
  readonly sample: () => SampleState;
}

interface Load {
  readonly abort: AbortController;
  readonly children: Promise<readonly TreeNode[]>;
  /** True once it ended with a problem in the place of children. */
  failed: boolean;
}

/** Why the tree may be empty: there are no accounts, or all are hidden by the setting. */
export type AccountsState = "none" | "hidden" | "some";

/** The accounts tree without VS Code: loads children once per node, keeps them, and tells what changed. */
export class TreeModel implements Releasable {
  readonly #owned = new DisposableStore();
  readonly #loads = new Map<string, Load>();
  /** The newest node of each id, which is the one a view knows. */
  readonly #nodes = new Map<string, TreeNode>();
  readonly #parents = new Map<string, string>();
  readonly #troubles = new Map<string, Trouble>();
  readonly #changed = new Signal<TreeNode | undefined>();
  readonly onDidChange = this.#changed.on;
  /** Nodes whose children were asked for. */
  readonly #opened = new Set<string>();
  #listening = false;
  #state: AccountsState = "some";

  constructor(private readonly options: TreeModelOptions) {}

  get state(): AccountsState {
    return this.#state;
  }

  /** Never rejects. */
  async roots(): Promise<readonly TreeNode[]> {
    try {
      const sources = await this.options.sources();
      this.#listen(sources);
      return this.#takeRoots(sources);
    } catch (error) {
      return [startProblem(toTrouble(error, this.options))];
    }
  }

  /** Never rejects. A refresh in between makes it wait for the newer children. */
  async children(node: TreeNode): Promise<readonly TreeNode[]> {
    this.#opened.add(node.id);
    for (;;) {
      const load = this.#loads.get(node.id) ?? this.#start(this.#nodes.get(node.id) ?? node);
      const children = await load.children;
      if (this.#owned.isDisposed || this.#loads.get(node.id) === load) return children;
    }
  }

  parent(node: TreeNode): TreeNode | undefined {
    return this.#nodes.get(this.#parents.get(node.id) ?? "");
  }

  find(id: string): TreeNode | undefined {
    return this.#nodes.get(id);
  }

  /** What went wrong when the account was last opened. */
  troubleOf(node: TreeNode): Trouble | undefined {
    return this.#troubles.get(node.id);
  }

  /** Forgets what is below a node, or everything, and has it asked again. What runs for it is called off. */
  async refresh(id: string | undefined): Promise<void> {
    const node = id === undefined ? undefined : this.#refreshed(id);
    if (node === undefined || node.kind === "account") {
      const { directory } = await this.options.sources();
      await directory.refresh(node?.account);
    }
    this.#drop((each) => node === undefined || each === node.id || isBelow(each, node.id));
    this.#changed.fire(node);
  }

  /** A setting or the sample account changed what the first two levels show; what lies below stays loaded. */
  redraw(): void {
    this.#drop((id) => this.#nodes.get(id)?.kind === "account");
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#owned.dispose();
    this.#drop(() => true);
  }

  /** For a problem or a note the node it stands in. */
  #refreshed(id: string): TreeNode | undefined {
    const node = this.#nodes.get(id);
    return node?.kind === "problem" || node?.kind === "note" ? this.parent(node) : node;
  }

  #listen(sources: TreeSources): void {
    if (this.#listening) return;
    this.#listening = true;
    this.#owned.add(sources.directory.onDidChange(() => this.#accountsChanged(sources)));
  }

  /** What had failed gets another chance. */
  #accountsChanged(sources: TreeSources): void {
    this.#takeRoots(sources);
    this.#drop((id) => this.#loads.get(id)?.failed === true);
    this.#changed.fire(undefined);
  }

  /** Makes the first level anew. What was loaded stays for accounts that are the same. */
  #takeRoots({ directory }: TreeSources): readonly TreeNode[] {
    const { accounts, problems } = directory.snapshot();
    const shown = shownAccounts(accounts, this.options.profiles());
    this.#state = accounts.length === 0 ? "none" : shown.length === 0 ? "hidden" : "some";
    const idOf = (account: Account): string => {
      const ids = accountNodeIds(account);
      return ids.find((id) => this.#opened.has(id)) ?? ids[0];
    };
    const roots = rootNodes({ accounts: shown, problems }, idOf, this.options.sample(), this.options.t);
    for (const root of roots) {
      const old = this.#nodes.get(root.id);
      if (root.kind !== "account" || old?.kind !== "account" || isSame(root.source, old.source)) continue;
      this.#drop((id) => id === root.id || isBelow(id, root.id));
    }
    this.#remember(roots, undefined);
    return roots;
  }

  #start(node: TreeNode): Load {
    const abort = new AbortController();
    const children = this.options.sources().then(
      (sources) => loadChildren(node, sources, abort.signal),
      (error: unknown) => [startProblem(toTrouble(error, this.options))],
    );
    const load: Load = {
      abort,
      failed: false,
      children: children.then((found) => this.#loaded(node, load, found)),
    };
    this.#loads.set(node.id, load);
    return load;
  }

  #loaded(node: TreeNode, load: Load, children: readonly TreeNode[]): readonly TreeNode[] {
    if (load.abort.signal.aborted) return children;
    const problem = children.find((child): child is ProblemNode => child.kind === "problem");
    load.failed = problem !== undefined;
    this.#remember(children, node.id);
    if (node.kind === "account") this.#noteTrouble(node, problem?.trouble);
    return children;
  }

  #noteTrouble(node: AccountNode, trouble: Trouble | undefined): void {
    if (this.#troubles.get(node.id)?.message === trouble?.message) return;
    if (trouble === undefined) this.#troubles.delete(node.id);
    else this.#troubles.set(node.id, trouble);
    this.#changed.fire(this.#nodes.get(node.id));
  }

  #remember(nodes: readonly TreeNode[], parentId: string | undefined): void {
    for (const node of nodes) {
      this.#nodes.set(node.id, node);
      if (parentId !== undefined) this.#parents.set(node.id, parentId);
    }
  }

  #drop(matches: (id: string) => boolean): void {
    for (const [id, load] of [...this.#loads]) {
      if (!matches(id)) continue;
      this.#loads.delete(id);
      load.abort.abort();
    }
  }
}

const startProblem = (trouble: Trouble): ProblemNode => ({
  kind: "problem",
  id: "start",
  account: "",
  trouble,
  step: { kind: "show-log" },
  hint: "",
});

/** Whether loaded children stay valid; where a profile stands in its file does not count. */
const isSame = (a: Account, b: Account): boolean => identityOf(a) === identityOf(b);

const identityOf = ({ key, profiles }: Account): string =>
  JSON.stringify([key, profiles.map((each) => [each.key, each.kind, each.region, each.endpoint])]);
