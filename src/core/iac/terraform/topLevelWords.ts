/** What a block at the top of a Terraform or OpenTofu file begins with. */
const words = new Set([
  "resource",
  "data",
  "module",
  "variable",
  "output",
  "locals",
  "provider",
  "terraform",
  "moved",
  "import",
  "removed",
  "check",
  "ephemeral",
  "action",
  "list",
]);

export const isTopLevelWord = (word: string): boolean => words.has(word);

/** Those whose `{` follows without a label. */
const plain = new Set(["locals", "terraform", "moved", "import", "removed"]);

export const isPlainTopLevelWord = (word: string): boolean => plain.has(word);
