type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey">;

/** What a key does with the active cell: copies it or its row, or opens the menu. */
export type CopyKey = "cell" | "row" | "menu";

export function copyKeys({ key, ctrlKey, metaKey, shiftKey }: Pressed): CopyKey | undefined {
  if ((ctrlKey || metaKey) && key.toLowerCase() === "c") return shiftKey ? "row" : "cell";
  return key === "ContextMenu" || (key === "F10" && shiftKey) ? "menu" : undefined;
}
