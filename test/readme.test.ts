import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { leastPolicy } from "../src/sample/policy.js";

const readme = readFileSync("README.md", "utf8");
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
  contributes: {
    configuration: { properties: Record<string, unknown> };
    commands: { command: string; title: string }[];
  };
};
const titles = JSON.parse(readFileSync("package.nls.json", "utf8")) as Record<string, string>;

const between = (start: string, end: string): string => readme.split(start)[1]?.split(end)[0] ?? "";

test("prints the very policy the sample account grants, and nothing else is granted there", () => {
  const printed: unknown = JSON.parse(between("<!-- policy:begin -->\n```json", "```\n<!-- policy:end -->"));
  expect(printed).toEqual(leastPolicy);
});

test("lists every setting, and no setting that does not exist", () => {
  const listed = [
    ...between("<!-- settings:begin -->", "<!-- settings:end -->").matchAll(
      /`(cloudtrailExplorer\.[\w.]+)`/g,
    ),
  ];
  expect(listed.map((match) => match[1]).sort()).toEqual(
    Object.keys(manifest.contributes.configuration.properties).sort(),
  );
});

test("names commands by the titles they have", () => {
  const known = manifest.contributes.commands.map(({ title }) => titles[title.replaceAll("%", "")]);
  const named = [...readme.matchAll(/\*\*CloudTrail: ([^*]+)\*\*/g)].map((match) => match[1]);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

test("points at pictures and documents that exist", () => {
  const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] ?? "");
  expect(targets.length).toBeGreaterThan(0);
  for (const target of targets) expect(() => readFileSync(target), target).not.toThrow();
});
