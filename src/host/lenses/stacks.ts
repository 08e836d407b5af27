import type { AwsServices } from "../../aws/connect.js";
import { isAborted, isFailure, type Failure } from "../../core/base/failure.js";
import { Signal } from "../../core/base/signal.js";
import { linkedStack } from "../../core/iac/linkedStack.js";
import type { LinkedStack } from "../../core/iac/locatedResource.js";

/** A stack as a template's link or hint names it. */
export interface StackPlace {
  /** Key of the account. */
  readonly account: string;
  readonly accountId: string | undefined;
  readonly region: string;
  /** Name or ARN. */
  readonly stack: string;
}

interface Known {
  stack: LinkedStack | undefined;
  failure: Failure | undefined;
  askedMs: number;
}

/** A deployment may change physical ids; so long they are taken to be as they were. */
const freshMs = 10 * 60_000;

/** The resources of linked stacks, each read once and again when it has grown old. */
export class Stacks {
  readonly changed = new Signal();
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly services: () => Promise<Pick<AwsServices, "stacks">>,
    private readonly now: () => number,
    private readonly onBug: (error: unknown) => void,
  ) {}

  /** What is known now; what is not is asked for, and `changed` fires. */
  get(place: StackPlace): Pick<Known, "stack" | "failure"> {
    const key = [place.account, place.region, place.stack].join(" ");
    const known = this.#known.get(key);
    if (known && this.now() - known.askedMs < freshMs) return known;
    const next: Known = { stack: known?.stack, failure: undefined, askedMs: this.now() };
    this.#known.set(key, next);
    void this.#ask(place, next);
    return next;
  }

  /** Asks again, also for what failed. */
  refresh(): void {
    this.#known.clear();
    this.changed.fire();
  }

  async #ask(place: StackPlace, known: Known): Promise<void> {
    const { account, accountId, region, stack } = place;
    try {
      const { stacks } = await this.services();
      const resources = await stacks.resources(account, region, stack, new AbortController().signal);
      known.stack = linkedStack(stack, { accountId, region }, resources);
    } catch (error) {
      if (isFailure(error)) known.failure = error;
      else if (!isAborted(error)) this.onBug(error);
    }
    this.changed.fire();
  }
}
