/**
 * Speaks to screen readers without moving the focus. Two regions take turns, so that the same sentence
 * said twice is also heard twice.
 */
export class Announcer {
  readonly #regions: readonly [HTMLElement, HTMLElement];
  #turn = 0;

  constructor(parent: HTMLElement) {
    const region = (): HTMLElement => {
      const element = document.createElement("div");
      element.className = "ct-hidden";
      element.setAttribute("role", "status");
      parent.append(element);
      return element;
    };
    this.#regions = [region(), region()];
  }

  say(text: string): void {
    const [first, second] = this.#regions;
    this.#turn = 1 - this.#turn;
    (this.#turn === 0 ? first : second).textContent = text;
    (this.#turn === 0 ? second : first).textContent = "";
  }
}
