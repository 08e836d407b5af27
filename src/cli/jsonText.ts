/** What JSON leaves as it is though a terminal acts on it: C1 controls, marks that turn the writing direction, lone line ends. */
const RISKY = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** One line of JSON for programs that is also safe to look at. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value).replace(RISKY, escaped)}\n`;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
