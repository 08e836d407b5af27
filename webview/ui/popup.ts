import type { ReactiveController, ReactiveControllerHost } from "lit";

type Host = ReactiveControllerHost & HTMLElement;

const gapPx = 2;
const edgePx = 8;

/**
 * Shows a `popover="manual"` child of its host under (or over) an anchor, in the browser's top layer so that nothing
 * clips it. Closes on a press outside, when focus leaves it, or on Escape, which it keeps for itself: one step back a press.
 */
export class Popup implements ReactiveController {
  #open = false;
  #anchor: HTMLElement | undefined;

  constructor(
    private readonly host: Host,
    private readonly selector: string,
    /** Told when it closes by itself. */
    private readonly onClose: () => void = () => undefined,
  ) {
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** The popup's content is rendered by the host in the same update. */
  open(anchor: HTMLElement): void {
    this.#anchor = anchor;
    this.#open = true;
    document.addEventListener("pointerdown", this.#outside, true);
    document.addEventListener("keydown", this.#keys, true);
    window.addEventListener("resize", this.#place);
    this.host.requestUpdate();
  }

  /** `giveBack` puts the focus where it was before, for closing by key. */
  close(giveBack = false): void {
    if (!this.#open) return;
    this.#open = false;
    document.removeEventListener("pointerdown", this.#outside, true);
    document.removeEventListener("keydown", this.#keys, true);
    window.removeEventListener("resize", this.#place);
    if (giveBack) this.#anchor?.focus();
    this.host.requestUpdate();
    this.onClose();
  }

  hostUpdated(): void {
    const element = this.#element;
    if (!element) return;
    const shown = element.matches(":popover-open");
    if (this.#open && !shown) element.showPopover();
    if (!this.#open && shown) element.hidePopover();
    if (this.#open) this.#place();
  }

  hostDisconnected(): void {
    this.close();
  }

  get #element(): HTMLElement | null {
    return this.host.querySelector<HTMLElement>(this.selector);
  }

  readonly #place = (): void => {
    const element = this.#element;
    if (!element || !this.#anchor) return;
    const at = this.#anchor.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = element;
    const { clientWidth, clientHeight } = document.documentElement;
    const below = at.bottom + gapPx;
    const top = below + height <= clientHeight - edgePx ? below : Math.max(edgePx, at.top - gapPx - height);
    element.style.setProperty(
      "left",
      `${Math.max(edgePx, Math.min(at.left, clientWidth - edgePx - width))}px`,
    );
    element.style.setProperty("top", `${Math.max(edgePx, Math.min(top, clientHeight - edgePx - height))}px`);
  };

  readonly #outside = (event: Event): void => {
    const path = event.composedPath();
    const element = this.#element;
    if (element && path.includes(element)) return;
    if (this.#anchor && path.includes(this.#anchor)) return;
    this.close();
  };

  readonly #keys = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    this.close(true);
  };
}
