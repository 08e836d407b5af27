import { Virtualizer, elementScroll, observeElementOffset, observeElementRect } from "@tanstack/virtual-core";
import type { Range } from "@tanstack/virtual-core";
import type { ReactiveController, ReactiveControllerHost } from "lit";

export interface VirtualOptions {
  readonly rowPx: number;
  /** Height of what stays on top of the scrolled area. */
  readonly headPx: number;
  readonly scroller: () => HTMLElement | null;
  /** A row that stays in the document although it is out of sight, because it has the focus. */
  readonly kept: () => number | undefined;
}

export interface VirtualRow {
  readonly index: number;
  /** Distance from the top of the body. */
  readonly topPx: number;
}

const overscan = 8;

/** Which of very many equally high rows need to be in the document. */
export class VirtualRows implements ReactiveController {
  readonly #virtual: Virtualizer<HTMLElement, HTMLElement>;
  #count = 0;
  #unmount: (() => void) | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly options: VirtualOptions,
  ) {
    this.#virtual = new Virtualizer(this.#settings());
    host.addController(this);
  }

  /** Called while rendering. */
  rows(count: number): readonly VirtualRow[] {
    if (count !== this.#count) {
      this.#count = count;
      this.#virtual.setOptions(this.#settings());
    }
    const { headPx } = this.options;
    return this.#virtual.getVirtualItems().map(({ index, start }) => ({ index, topPx: start - headPx }));
  }

  /** Scrolls no further than needed, or puts the row in the middle. */
  scrollTo(index: number, align: "auto" | "center"): void {
    const scroller = this.options.scroller();
    if (!scroller) return;
    const { rowPx, headPx } = this.options;
    const roomPx = scroller.clientHeight - headPx;
    const topPx = index * rowPx;
    const isIn = topPx >= scroller.scrollTop && topPx + rowPx <= scroller.scrollTop + roomPx;
    if (isIn) return;
    if (align === "center") scroller.scrollTop = topPx - (roomPx - rowPx) / 2;
    else scroller.scrollTop = topPx < scroller.scrollTop ? topPx : topPx + rowPx - roomPx;
  }

  hostConnected(): void {
    this.#unmount = this.#virtual._didMount();
  }

  hostUpdated(): void {
    this.#virtual._willUpdate();
  }

  hostDisconnected(): void {
    this.#unmount?.();
  }

  #settings(): ConstructorParameters<typeof Virtualizer<HTMLElement, HTMLElement>>[0] {
    const { rowPx, headPx, scroller, kept } = this.options;
    return {
      count: this.#count,
      getScrollElement: scroller,
      estimateSize: () => rowPx,
      paddingStart: headPx,
      overscan,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      rangeExtractor: (range) => withKept(range, kept()),
      onChange: () => this.host.requestUpdate(),
    };
  }
}

function withKept({ startIndex, endIndex, count }: Range, kept: number | undefined): number[] {
  const first = Math.max(0, startIndex - overscan);
  const last = Math.min(count - 1, endIndex + overscan);
  const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  if (kept === undefined || kept < 0 || kept >= count) return indexes;
  if (kept < first) return [kept, ...indexes];
  return kept > last ? [...indexes, kept] : indexes;
}
