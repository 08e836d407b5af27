import type { AccountDirectory } from "../../core/accounts/ports.js";
import type { CloudTrailEvent } from "../../core/events/event.js";
import type { DeployRoles } from "../../core/events/via/deployRoles.js";
import type { LogStore } from "../../core/logs/logStore.js";
import type { Archive } from "../../core/search/archive.js";
import type { ExportFormat, PanelAction } from "../../shared/searchPanel.js";

/** What a panel searches in. It is asked for late: getting it loads the AWS SDK. */
export interface SearchServices {
  readonly archive: Archive;
  readonly directory: AccountDirectory;
}

/** A log folder as a panel searches it. */
export interface SearchedFolder {
  readonly name: string;
  readonly path: string;
  readonly store: LogStore;
}

/** The settings that concern a panel, read when needed so that a change counts at once. */
export interface SearchSettings {
  readonly utc: boolean;
  /** Time range of a new search in query text form, such as `7d`. */
  readonly defaultRange: string;
  /** Roles that a tool deploys with. */
  readonly deployRoles?: DeployRoles | undefined;
  /** Region codes the user added to an account. */
  regionsOf(accountKey: string): readonly string[];
}

/** The text of a file, piece by piece. */
export type TextParts = Iterable<string> | AsyncIterable<string>;

/** A file the person chose to export to. */
export interface ExportFile {
  /** The file's name without its folder, for messages. */
  readonly name: string;
  /** Writes the whole file or, when the signal fires or writing fails, none of it. */
  write(parts: TextParts, signal: AbortSignal): Promise<void>;
}

/** An event as a read-only document. */
export interface EventText {
  readonly id: string;
  /** File name with extension, which tells the editor the language. */
  readonly name: string;
  readonly text: string;
}

/** Tells how far long work is, 0 to 1. */
export type Report = (done: number) => void;

/** What a panel needs of the editor around it; tests pass a literal. */
export interface PanelWindow {
  setTitle(title: string): void;
  copy(text: string): Promise<void>;
  /** Undefined when the person closed the box. */
  askSearchName(suggested: string): Promise<string | undefined>;
  showRecord(event: CloudTrailEvent): Promise<void>;
  /** Opens two texts in the editor's diff view. */
  compare(older: EventText, newer: EventText, title: string): Promise<void>;
  showText(text: EventText): Promise<void>;
  /** Says something and offers one thing to do; true when the person chose it. */
  offer(message: string, action: string): Promise<boolean>;
  /** Undefined when the person closed the dialog. */
  pickExportFile(format: ExportFormat, suggestedName: string): Promise<ExportFile | undefined>;
  /** Runs work under a visible progress that can be cancelled; its signal fires then, or when `signal` does. */
  withProgress<T>(
    title: string,
    signal: AbortSignal,
    work: (signal: AbortSignal, report: Report) => Promise<T>,
  ): Promise<T>;
  openPanel(text: string): void;
  /** Opens the block of the resource with one of these names in a template. */
  goToTemplate(names: readonly string[]): Promise<void>;
  act(action: PanelAction): Promise<void>;
}
