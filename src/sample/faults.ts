/** What goes wrong. */
export type Trouble =
  /** An answer of this status; without `body` an error in the service's own form. */
  | {
      readonly kind: "error";
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly body?: string;
    }
  /** The answer comes this much later. */
  | { readonly kind: "slow"; readonly delayMs: number }
  /** The connection breaks in the middle of the answer's body. */
  | { readonly kind: "cut" }
  /** The connection breaks before any answer. */
  | { readonly kind: "drop" }
  /** The answer arrives whole, but its body ends in the middle of the JSON or XML. */
  | { readonly kind: "malformed" }
  | { readonly kind: "throttle" }
  | { readonly kind: "expired" }
  /** An explicit deny, as by a service control policy. */
  | { readonly kind: "denied" };

/** A trouble and the requests it befalls; what is left out matches every request. */
export type Fault = Trouble & {
  /** `LookupEvents`, `AssumeRole`, `GetObject` … */
  readonly operation?: string;
  readonly region?: string;
  readonly accountId?: string;
  /** Lets so many matching requests pass first. */
  readonly after?: number;
  /** Ends after so many requests; without it the fault stays until it is removed. */
  readonly count?: number;
};

export interface FaultTarget {
  readonly operation: string;
  readonly region: string;
  readonly accountId: string;
}

interface Armed {
  readonly fault: Fault;
  toPass: number;
  left: number;
}

/** The faults a test has asked for; the first that matches a request is played. */
export class Faults {
  readonly #armed = new Set<Armed>();

  /** Returns what removes the fault again. */
  add(fault: Fault): () => void {
    const armed: Armed = { fault, toPass: fault.after ?? 0, left: fault.count ?? Infinity };
    this.#armed.add(armed);
    return () => void this.#armed.delete(armed);
  }

  clear(): void {
    this.#armed.clear();
  }

  get all(): readonly Fault[] {
    return Array.from(this.#armed, ({ fault }) => fault);
  }

  /** The fault to play for this request, if any; counts it. */
  next(target: FaultTarget): Fault | undefined {
    for (const armed of this.#armed) {
      if (!isMeant(armed.fault, target)) continue;
      if (armed.toPass > 0) {
        armed.toPass -= 1;
        continue;
      }
      armed.left -= 1;
      if (armed.left <= 0) this.#armed.delete(armed);
      return armed.fault;
    }
    return undefined;
  }
}

const isMeant = (fault: Fault, target: FaultTarget): boolean =>
  (fault.operation ?? target.operation) === target.operation &&
  (fault.region ?? target.region) === target.region &&
  (fault.accountId ?? target.accountId) === target.accountId;
