/** What one line of the tree shows, short of the tooltip. */
export interface Looks {
  readonly label: string;
  /** The second fact; parts joined by ` · `. */
  readonly description: string;
  /** Id of a codicon. */
  readonly icon: string;
  /** Colour only where a hand is needed. */
  readonly tone: "plain" | "warning" | "error";
  /** What menus ask for by `viewItem`. */
  readonly context: string;
  readonly opens: "leaf" | "collapsed" | "expanded";
}

export const parts = (...each: readonly (string | undefined)[]): string =>
  each.filter((part) => part !== undefined && part !== "").join(" · ");

/** A leaf that needs no hand. */
export const plain = (label: string, description: string, icon: string): Looks => ({
  label,
  description,
  icon,
  tone: "plain",
  context: "",
  opens: "leaf",
});
