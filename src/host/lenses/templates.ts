import * as vscode from "vscode";
import type { Releasable } from "../../core/base/disposables.js";
import { isAborted, isFailure, type Failure } from "../../core/base/failure.js";
import { Signal } from "../../core/base/signal.js";
import { keepPlaces } from "../../core/iac/keepPlaces.js";
import { locateTemplate, scanTemplate } from "../../core/iac/locate.js";
import type {
  LinkedStack,
  LocatedResource,
  LocatedTemplate,
  StackHint,
  TemplateText,
} from "../../core/iac/locatedResource.js";
import { mayBeTemplate } from "./mayBeTemplate.js";
import { WorkspaceFiles } from "./templateFiles.js";

/** A minified bundle with an ARN in it is no template. */
const longestText = 8_000_000;
/** Somebody who types is left alone for so long; neighbours and states are read then. */
const settleMs = 300;

/** What a template is completed with besides its neighbours. */
export interface Completion {
  readonly stacks: readonly LinkedStack[];
  readonly states: readonly string[];
  readonly accountId: string | undefined;
  readonly region: string | undefined;
  readonly failure: Failure | undefined;
}

export interface TemplatesDeps {
  /** What is linked now; may ask in the background and say so by `relocate`. */
  readonly completion: (uri: vscode.Uri, hints: readonly StackHint[]) => Completion;
  readonly onBug: (error: unknown) => void;
}

interface Known {
  version: number;
  text: string;
  scanned: LocatedTemplate | undefined;
  located: LocatedTemplate | undefined;
  problem: Failure | undefined;
  isSaved: boolean;
  waiting: ReturnType<typeof setTimeout> | undefined;
  running: AbortController | undefined;
}

/** Where the resources of open documents are. Places come from the text alone and at once, names follow. */
export class Templates implements Releasable {
  /** Addresses of documents whose names became known. */
  readonly changed = new Signal<string>();
  readonly #known = new Map<string, Known>();

  constructor(private readonly deps: TemplatesDeps) {}

  /** The template in a document as it stands now; undefined when it is none. */
  of(document: vscode.TextDocument): LocatedTemplate | undefined {
    const known = this.#scan(document);
    const { scanned, located } = known;
    if (!scanned || !located) return scanned;
    const named = new Map(located.resources.map((resource) => [resource.address, resource]));
    return {
      ...located,
      resources: scanned.resources.map((place) => withPlace(named.get(place.address), place)),
    };
  }

  /** Why neighbours of the template could not be read. */
  problemOf(document: vscode.TextDocument): Failure | undefined {
    return this.#known.get(document.uri.toString())?.problem;
  }

  /** Something beside the text changed: a link, a state, an account. */
  relocate(): void {
    for (const document of vscode.workspace.textDocuments) {
      const known = this.#known.get(document.uri.toString());
      if (known?.scanned) this.#locateSoon(document, known);
    }
  }

  /** What was kept while typing is let go: a saved text is taken as it is. */
  saved(document: vscode.TextDocument): void {
    const known = this.#known.get(document.uri.toString());
    if (!known) return;
    known.isSaved = true;
    known.version = -1;
    this.changed.fire(document.uri.toString());
  }

  forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    this.#end(this.#known.get(key));
    this.#known.delete(key);
  }

  /** A file that need not be open, with its names. */
  async locateFile(uri: vscode.Uri, signal: AbortSignal): Promise<LocatedTemplate | undefined> {
    const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    const text = open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    if (text.length > longestText || !mayBeTemplate(uri.path, text)) return undefined;
    const source = { path: uri.path, languageId: open?.languageId, text };
    const hints = scanTemplate(source)?.stackHints;
    if (!hints) return undefined;
    const links = { files: new WorkspaceFiles(uri), ...this.deps.completion(uri, hints) };
    return locateTemplate(source, links, signal);
  }

  dispose(): void {
    for (const known of this.#known.values()) this.#end(known);
    this.#known.clear();
  }

  #end(known: Known | undefined): void {
    clearTimeout(known?.waiting);
    known?.running?.abort();
  }

  #scan(document: vscode.TextDocument): Known {
    const key = document.uri.toString();
    const known = this.#known.get(key) ?? newKnown();
    if (known.version === document.version) return known;
    this.#known.set(key, known);
    const text = document.getText();
    const isWorth = text.length <= longestText && mayBeTemplate(document.uri.path, text);
    const template = isWorth ? scanTemplate(templateText(document, text)) : undefined;
    const before = { text: known.text, template: known.isSaved ? undefined : known.scanned };
    known.scanned = keepPlaces(before, { text, template });
    known.text = text;
    known.version = document.version;
    known.isSaved = false;
    if (known.scanned) this.#locateSoon(document, known);
    return known;
  }

  #locateSoon(document: vscode.TextDocument, known: Known): void {
    clearTimeout(known.waiting);
    const waitMs = known.located ? settleMs : 0;
    known.waiting = setTimeout(() => void this.#locate(document, known), waitMs);
  }

  async #locate(document: vscode.TextDocument, known: Known): Promise<void> {
    known.running?.abort();
    const running = new AbortController();
    known.running = running;
    try {
      const hints = hintsOf(known);
      const located = await this.#complete(document, hints, running.signal);
      if (running.signal.aborted) return;
      known.located = located;
      known.problem = undefined;
      // files beside the template named a stack, which may know more
      if (hints.length === 0 && hintsOf(known).length > 0) this.#locateSoon(document, known);
    } catch (error) {
      if (isFailure(error)) known.problem = error;
      else if (!isAborted(error)) this.deps.onBug(error);
      if (running.signal.aborted) return;
    }
    this.changed.fire(document.uri.toString());
  }

  #complete(
    document: vscode.TextDocument,
    hints: readonly StackHint[],
    signal: AbortSignal,
  ): Promise<LocatedTemplate | undefined> {
    const files = new WorkspaceFiles(document.uri);
    const links = { files, ...this.deps.completion(document.uri, hints) };
    return locateTemplate(templateText(document, document.getText()), links, signal);
  }
}

const hintsOf = ({ located, scanned }: Known): readonly StackHint[] => (located ?? scanned)?.stackHints ?? [];

const newKnown = (): Known => ({
  version: -1,
  text: "",
  scanned: undefined,
  located: undefined,
  problem: undefined,
  isSaved: false,
  waiting: undefined,
  running: undefined,
});

const templateText = (document: vscode.TextDocument, text: string): TemplateText => ({
  path: document.uri.path,
  languageId: document.languageId,
  text,
});

/** Names of an earlier look, ranges of the text as it stands. */
const withPlace = (named: LocatedResource | undefined, place: LocatedResource): LocatedResource =>
  named ? { ...named, header: place.header, block: place.block } : place;
