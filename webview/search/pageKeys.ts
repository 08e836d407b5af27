/** What a key does wherever the focus is, short of a field that takes text. */
export type PageKey =
  "query" | "back" | "utc" | "help" | "previous" | "next" | "copy" | "compare" | "session" | "fold";

const keys: Readonly<Record<string, PageKey | undefined>> = {
  "/": "query",
  Escape: "back",
  u: "utc",
  "?": "help",
  "[": "previous",
  "]": "next",
  c: "copy",
  s: "session",
  g: "fold",
  d: "compare",
};

/** Also through the shadow roots of controls: the first of the path is what really has the focus. */
function takesText(event: Event): boolean {
  const target = event.composedPath()[0];
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type);
}

export function pageKey(event: KeyboardEvent): PageKey | undefined {
  // AltGr, which types [ and ] on many keyboards, counts as Control and Alt together
  const isModified = (event.ctrlKey || event.altKey) && !event.getModifierState("AltGraph");
  if (isModified || event.metaKey) return undefined;
  const key = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
  return key === "back" || !takesText(event) ? key : undefined;
}
