import type { ProfileProblem } from "../../core/accounts/account.js";
import type { Translate } from "../../core/base/translate.js";
import type { FilePair, FileText } from "./files.js";
import type { Ini, IniProblem, IniSection } from "./ini.js";
import { readIni } from "./ini.js";
import type { Setting } from "./profileEntry.js";

/** A profile as its sections in both files together describe it; the credentials file's values win. */
export interface RawProfile {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly settings: Map<string, Setting>;
}

/** What a pair of files says, before anything is made of it. */
export interface PairSections {
  readonly pair: FilePair;
  readonly profiles: ReadonlyMap<string, RawProfile>;
  readonly sessions: ReadonlyMap<string, RawProfile>;
  readonly services: ReadonlyMap<string, RawProfile>;
  readonly problems: readonly ProfileProblem[];
}

type Kind = "profiles" | "sessions" | "services";

/** A file that is no config file at all would otherwise flood the list. */
const mostProblems = 20;

/** Settings that show that a section was meant to be a profile. */
const profileSettings = [
  "region",
  "role_arn",
  "sso_session",
  "sso_start_url",
  "aws_access_key_id",
  "credential_process",
];
const otherTypes = new Set(["plugins", "preview", "toplevel"]);

export function readPair(pair: FilePair, read: (path: string) => FileText, t: Translate): PairSections {
  const into = {
    pair,
    profiles: new Map<string, RawProfile>(),
    sessions: new Map<string, RawProfile>(),
    services: new Map<string, RawProfile>(),
    problems: [] as ProfileProblem[],
  };
  const load = (file: string): Ini => {
    const text = read(file);
    if (text.state === "read") return withProblems(readIni(text.text), file, into.problems, t);
    const problem = fileProblem(text, file, pair, t);
    if (problem) into.problems.push(problem);
    return { sections: [], problems: [] };
  };
  for (const section of load(pair.config).sections) {
    const place = placeInConfig(section);
    if (place) merge(into[place.kind], place.name, pair.config, section);
    else note(into.problems, strayProblem(section, pair.config, t));
  }
  if (pair.credentials !== undefined) {
    for (const section of load(pair.credentials).sections) {
      if (section.type === "profile") note(into.problems, prefixProblem(section, pair.credentials, t));
      merge(
        into.profiles,
        section.type === "profile" ? section.name : section.header,
        pair.credentials,
        section,
      );
    }
  }
  return into;
}

const note = (problems: ProfileProblem[], problem: ProfileProblem | undefined): void => {
  if (problem) problems.push(problem);
};

function placeInConfig(section: IniSection): { kind: Kind; name: string } | undefined {
  if (section.type === "profile") return { kind: "profiles", name: section.name };
  if (section.type === "sso-session") return { kind: "sessions", name: section.name };
  if (section.type === "services") return { kind: "services", name: section.name };
  return section.header === "default" ? { kind: "profiles", name: "default" } : undefined;
}

function merge(target: Map<string, RawProfile>, name: string, file: string, section: IniSection): void {
  const raw = target.get(name) ?? { name, file, line: section.line, settings: new Map<string, Setting>() };
  for (const [key, { text, line }] of section.values) raw.settings.set(key, { text, line, file });
  target.set(name, raw);
}

function withProblems(ini: Ini, file: string, problems: ProfileProblem[], t: Translate): Ini {
  for (const problem of ini.problems.slice(0, mostProblems)) {
    problems.push(unreadable(iniMessage(problem, file, t), file, problem.line));
  }
  const more = ini.problems.length - mostProblems;
  if (more > 0) problems.push(unreadable(t("{0} has {1} more lines that cannot be read.", file, more), file));
  return ini;
}

/** Never quotes the line: it may hold a secret. */
function iniMessage(problem: IniProblem, file: string, t: Translate): string {
  switch (problem.kind) {
    case "not-a-setting":
      return t("Line {0} of {1} is not a setting (name = value) and is left out.", problem.line, file);
    case "outside-section":
      return t("Line {0} of {1} stands before any [section] and is left out.", problem.line, file);
    case "broken-header":
      return t(
        "Line {0} of {1} is not a section header like [profile name]; what follows is left out.",
        problem.line,
        file,
      );
    case "duplicate-section":
      return t(
        "{0} stands twice in {1}, in lines {2} and {3}. The later values are used here, but the AWS CLI refuses such a file: join the two.",
        problem.name,
        file,
        problem.firstLine,
        problem.line,
      );
    case "duplicate-setting":
      return t(
        "{0} is set twice in one section of {1}, in lines {2} and {3}; the later one is used.",
        problem.name,
        file,
        problem.firstLine,
        problem.line,
      );
  }
}

function fileProblem(text: FileText, file: string, pair: FilePair, t: Translate): ProfileProblem | undefined {
  if (text.state === "unreadable") {
    return unreadable(
      t("{0} cannot be read ({1}). Check that it is a text file you may read.", file, text.reason),
      file,
    );
  }
  // nobody needs the default files, but an additional file was asked for by name
  return text.state === "missing" && !pair.mayBeMissing && file === pair.config
    ? unreadable(
        t("{0} does not exist. Create it, or remove it from the list of additional config files.", file),
        file,
      )
    : undefined;
}

function strayProblem(section: IniSection, file: string, t: Translate): ProfileProblem | undefined {
  if (section.type !== undefined || otherTypes.has(section.header)) return undefined;
  if (!profileSettings.some((name) => section.values.has(name))) return undefined;
  return unreadable(
    t(
      "[{0}] in {1} is not read: in a config file a profile's section is called [profile {0}].",
      section.header,
      file,
    ),
    file,
    section.line,
  );
}

const prefixProblem = (section: IniSection, file: string, t: Translate): ProfileProblem =>
  unreadable(
    t(
      "[profile {0}] in {1} should be called [{0}]: the word profile belongs into the config file only.",
      section.name,
      file,
    ),
    file,
    section.line,
  );

const unreadable = (message: string, file: string, line?: number): ProfileProblem => ({
  code: "config/unreadable",
  message,
  detail: line === undefined ? { file } : { file, line },
});
