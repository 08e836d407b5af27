import type { Row } from "../../../src/shared/searchData.js";
import type { Anchor, Sight } from "./rowWindow.js";

export const rowPx = 22;
/** Height of the header row, which stays on top. */
export const headPx = 24;

/** What of the rows is in sight, and that it stays in sight while rows arrive above. */
export class Place {
  /** Rows that arrived above what is read. */
  above = 0;

  constructor(
    private readonly scroller: () => HTMLElement | null,
    /** The row to come back to once there are as many. */
    private restoreTop: number,
  ) {}

  get isRestored(): boolean {
    return this.restoreTop === 0;
  }

  get sight(): Sight {
    const scroller = this.scroller();
    if (!scroller) return { first: 0, end: 0 };
    const { scrollTop, clientHeight } = scroller;
    return { first: Math.floor(scrollTop / rowPx), end: Math.ceil((scrollTop + clientHeight) / rowPx) };
  }

  /** How many rows a page key moves. */
  get page(): number {
    return Math.max(1, Math.floor(((this.scroller()?.clientHeight ?? 0) - headPx) / rowPx) - 1);
  }

  /** The active row when it is in sight, else the first one in sight. At the very top, with nobody reading yet, none. */
  anchor(
    isRead: boolean,
    active: Anchor | undefined,
    rowAt: (index: number) => Row | undefined,
  ): Anchor | undefined {
    const scroller = this.scroller();
    if (!scroller || (scroller.scrollTop === 0 && !isRead)) return undefined;
    const first = Math.ceil(scroller.scrollTop / rowPx);
    const end = Math.floor((scroller.scrollTop + scroller.clientHeight - headPx) / rowPx);
    if (active && active.index >= first && active.index < end) return active;
    const row = rowAt(first);
    return row && { id: row.id, index: first };
  }

  /** Called when new rows are in the document and the anchor moved down by `shift` of them. */
  keep(shift: number, total: number): void {
    const scroller = this.scroller();
    if (!scroller) return;
    if (shift !== 0) {
      scroller.scrollTop += shift * rowPx;
      this.above = Math.max(0, this.above + shift);
    }
    if (this.restoreTop > 0 && total > this.restoreTop) {
      scroller.scrollTop = this.restoreTop * rowPx;
      this.restoreTop = 0;
    }
  }

  toTop(): void {
    this.above = 0;
    this.restoreTop = 0;
    const scroller = this.scroller();
    if (scroller) scroller.scrollTop = 0;
  }
}
