import { format } from "prettier";
import { expect, test } from "vitest";
import { DETAIL_MARKS } from "../../../../src/core/events/change/markDetails.js";
import { referenceOf } from "../../../../src/core/events/change/markReferences.js";
import { DESTROYING, MARK_ROWS } from "../../../../src/core/events/change/marks.js";
import { marks } from "../../../../src/core/search/queryFields.js";

/** The page for users, made from the tables; `npx vitest run -u` on this file writes it anew. */
function page(): string {
  const rows = marks.flatMap((mark) => [
    `## ${mark}`,
    "",
    ...MARK_ROWS.filter((row) => row.mark === mark).map(({ service, names }) => {
      const { name, url } = referenceOf(mark, service);
      return `- **${service}**: ${names
        .split(" ")
        .map((each) => `\`${each}\``)
        .join(", ")} ([${name}](${url}))`;
    }),
    "",
  ]);
  const { name, url } = referenceOf("destructive", "");
  return [
    "# Which events are marked, and why",
    "",
    "An event carries a mark when its call is in these lists; the link says what the mark rests on. Names are those of",
    "the service's API reference. This page is held against the code by a test.",
    "",
    ...rows,
    "## By verb",
    "",
    `Calls that begin with ${[...DESTROYING].map((verb) => `\`${verb}\``).join(", ")} are destructive, unless they take away a mere label, message or permission ([${name}](${url})).`,
    "",
    "## Depending on what was asked",
    "",
    "These calls are marked when their parameters open something to everybody, widen who may do something, destroy, or",
    "touch a password; the grounds are those of the marks above:",
    "",
    [...DETAIL_MARKS.keys()].map((key) => `\`${key.replace("/", ":")}\``).join(", "),
    "",
  ].join("\n");
}

test("docs/marks.md shows every row with its reference", async () => {
  const text = await format(page(), { parser: "markdown", printWidth: 120 });
  await expect(text).toMatchFileSnapshot("../../../../docs/marks.md");
});

test("every row has a reference that can be looked up", () => {
  for (const { mark, service } of MARK_ROWS)
    expect(referenceOf(mark, service).url).toMatch(
      /^https:\/\/(attack\.mitre\.org\/techniques\/T\d{4}(\/\d{3})?\/|docs\.aws\.amazon\.com\/\S+\.html)$/,
    );
});
