/** One request as the server saw it. */
export interface LoggedRequest {
  readonly timeMs: number;
  /** Signing name: `cloudtrail`, `sts`, `account`, `organizations`, `s3`, `sso-oauth`, `sso`. */
  readonly service: string;
  readonly operation: string;
  /** Empty while the caller is unknown. */
  readonly accountId: string;
  readonly region: string;
  /** `Username=alice` for LookupEvents with an attribute. */
  readonly attribute: string | undefined;
  /** True for the second and later pages of a walk. */
  readonly paged: boolean;
  readonly status: number;
  /** The error's name, or the kind of fault that was played. */
  readonly error: string | undefined;
}

/** What was asked of the server, oldest first. */
export class RequestLog {
  #entries: LoggedRequest[] = [];

  get all(): readonly LoggedRequest[] {
    return this.#entries;
  }

  /** The requests of one operation. */
  of(operation: string): readonly LoggedRequest[] {
    return this.#entries.filter((entry) => entry.operation === operation);
  }

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
  }

  clear(): void {
    this.#entries = [];
  }
}
