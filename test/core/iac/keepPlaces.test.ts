import { expect, test } from "vitest";
import { keepPlaces } from "../../../src/core/iac/keepPlaces.js";
import { scanTemplate } from "../../../src/core/iac/locate.js";
import type { LocatedTemplate } from "../../../src/core/iac/locatedResource.js";

const text = ["a", "b", "c"]
  .map((name) => `resource "aws_s3_bucket" "${name}" {\n  bucket = "${name}"\n}\n`)
  .join("\n");
const scanned = (of: string): LocatedTemplate | undefined =>
  scanTemplate({ path: "/main.tf", languageId: undefined, text: of });
const places = (template: LocatedTemplate | undefined): readonly (readonly [string, number])[] =>
  template?.resources.map(({ address, header }) => [address, header.startLine] as const) ?? [];
const none: LocatedTemplate = { kind: "terraform", resources: [], stackHints: [], problems: [] };

test("what a half-typed text hides stays where its first line stands", () => {
  const typed = text.replace('bucket = "a"', 'bucket = "\n\n<<');
  const kept = keepPlaces({ text, template: scanned(text) }, { text: typed, template: none });
  expect(places(kept)).toEqual([
    ["aws_s3_bucket.a", 0],
    ["aws_s3_bucket.b", 6],
    ["aws_s3_bucket.c", 10],
  ]);
});

test("what was deleted or renamed goes", () => {
  const renamed = text.replace('"b" {', '"d" {');
  expect(
    places(keepPlaces({ text, template: scanned(text) }, { text: renamed, template: scanned(renamed) })),
  ).toEqual(places(scanned(renamed)));
  const deleted = text.slice(0, text.indexOf('resource "aws_s3_bucket" "b"'));
  expect(
    places(keepPlaces({ text, template: scanned(text) }, { text: deleted, template: scanned(deleted) })),
  ).toEqual([["aws_s3_bucket.a", 0]]);
});

test("a text that is no template any more keeps what stands", () => {
  const kept = keepPlaces({ text, template: scanned(text) }, { text: `${text}{`, template: undefined });
  expect(places(kept)).toHaveLength(3);
  expect(keepPlaces({ text: "", template: undefined }, { text, template: undefined })).toBeUndefined();
});
