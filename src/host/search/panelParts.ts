// What a search runs on: one file in dist, loaded by `import()` with the first panel.
export { explainWith } from "../../core/events/explain.js";
export { LensQueue } from "../../core/iac/history/lensQueue.js";
export { EventHistory } from "../../core/search/eventHistory.js";
export { FileArchive } from "../logs/fileArchive.js";
export { readDigestText } from "../logs/digestText.js";
export { SeenAccounts } from "../logs/seenAccounts.js";
export { FolderAccounts } from "./results/folderAccounts.js";
export { RecordArchive } from "./results/recordArchive.js";
export { FolderHistory } from "./results/folderHistory.js";
export { lastChange } from "./lastChange.js";
export { SearchPanel } from "./searchPanel.js";
