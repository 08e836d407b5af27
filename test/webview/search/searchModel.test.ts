import { expect, test } from "vitest";
import type { Answer, ParsedQuery, QueryChange } from "../../../src/shared/searchPanel.js";
import type { Host } from "../../../webview/search/host.js";
import { SearchModel } from "../../../webview/search/searchModel.js";

const parsed = (text: string, fields: Partial<ParsedQuery> = {}): ParsedQuery => ({
  text,
  range: { kind: "last", ms: 1 },
  accounts: [],
  regions: [],
  chips: [],
  problems: [],
  ...fields,
});
const answer = (fields: Partial<Answer>): Answer => ({
  state: "done",
  revision: 1,
  shown: 0,
  retries: 0,
  deployments: 0,
  counts: { changed: 0, read: 0, denied: 0, failed: 0, noise: 0 },
  asked: undefined,
  progress: 1,
  elapsedMs: 0,
  caveats: [],
  problems: [],
  fromMs: 0,
  toMs: 0,
  ...fields,
});
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

type Reply = (arg: unknown) => unknown;

/** A model over a host that answers by a table of replies; a reply may throw or be a promise. */
function modelOver(replies: Record<string, Reply>): {
  model: SearchModel;
  calls: string[];
  troubles: string[];
} {
  const calls: string[] = [];
  const troubles: string[] = [];
  const call = async (name: string, arg: unknown): Promise<unknown> => {
    calls.push(name);
    return replies[name]?.(arg);
  };
  const host = { call, reopen: () => call("open", {}) } as Partial<Host> as Host;
  const model = new SearchModel(
    host,
    (message) => troubles.push(message),
    () => undefined,
  );
  return { model, calls, troubles };
}

test("changes of the question are made one after the other, each on the result of the one before", async () => {
  const { model } = modelOver({
    edit: async (arg) => {
      await settle();
      const { text, change } = arg as { text: string; change: QueryChange & { value: string } };
      return parsed(`${text} ${change.value}`.trim());
    },
  });
  const add = (value: string): QueryChange => ({ kind: "add", field: "text", value, negated: false });
  await Promise.all([model.edit(add("a")), model.edit(add("b")), model.edit(add("c"))]);
  expect(model.query.text).toBe("a b c");
});

test("a line with problems is refused and the question stays as it was", async () => {
  const problems = [{ from: 0, to: 3, message: "no such field" }];
  const { model, calls } = modelOver({ parse: () => parsed("canonical", { problems }) });
  expect(await model.setText("foo:bar", true)).toBe(false);
  expect(model.query.text).toBe("");
  expect(model.refused).toMatchObject({ text: "foo:bar", problems });
  expect(calls).not.toContain("search");
  model.accept();
  expect(model.refused).toBeUndefined();
});

test("however many changes are heard while an answer is on its way, one more question follows", async () => {
  let give: (value: Answer) => void = () => undefined;
  const { model, calls } = modelOver({ answer: () => new Promise<Answer>((resolve) => (give = resolve)) });
  const first = model.refresh();
  void model.refresh();
  void model.refresh();
  give(answer({ revision: 1 }));
  await settle();
  give(answer({ revision: 2 }));
  await first;
  expect(calls).toEqual(["answer", "answer"]);
  expect(model.answer.revision).toBe(2);
});

test("an answer that was called off is asked for again", async () => {
  let times = 0;
  const { model, troubles } = modelOver({
    answer: () => {
      if (times++ === 0) throw new DOMException("aborted", "AbortError");
      return answer({ revision: 7 });
    },
  });
  await model.refresh();
  expect(model.answer.revision).toBe(7);
  expect(troubles).toEqual([]);
});

test("a search that cannot start is failed and said", async () => {
  const { model, troubles } = modelOver({
    search: () => {
      throw new Error("no such profile");
    },
  });
  await model.search();
  expect(model.answer.state).toBe("failed");
  expect(model.isRunning).toBe(false);
  expect(troubles).toEqual(["no such profile"]);
});

test("the search is sent before the views hear of it, so that what they ask next is about it", async () => {
  const { model, calls } = modelOver({ answer: () => answer({}) });
  const heard: (readonly string[])[] = [];
  model.subscribe(() => heard.push([...calls]));
  await model.search();
  expect(heard[0]).toEqual(["search"]);
});

test("accounts that changed leave the question and its answer alone", async () => {
  const { model } = modelOver({
    open: () => ({
      query: parsed("other"),
      accounts: [],
      locale: "en",
      utc: false,
      searchNow: true,
      savedState: undefined,
    }),
    answer: () => answer({ shown: 3 }),
  });
  model.query = parsed("mine");
  const state = { version: 1 } as Parameters<SearchModel["hear"]>[1];
  await model.hear("accounts", state);
  expect(model.query.text).toBe("mine");
  expect(model.searches).toBe(0);
  expect(model.answer.shown).toBe(3);
});
