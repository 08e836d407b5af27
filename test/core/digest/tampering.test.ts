import { describe, expect, test } from "vitest";
import { addChain, makeKey, type Files } from "./madeChains.js";
import { referenceVerdicts } from "./referenceModel.js";
import { ringOf, run } from "./inMemory.js";
import { Random } from "./seeded.js";
import { tamperings } from "./tampering.js";

const key = makeKey();
const attacker = makeKey();
const original: Files = new Map();
const digests = addChain(original, { hours: 7, keyAt: () => key });
const rounds = 300;

test("an intact chain is proven by its own signatures, as the reference has it", async () => {
  const { tally, verdicts } = await run(original, ringOf(key));
  expect(tally.outcome).toBe("proven");
  expect(tally.digests).toEqual({ all: 7, proven: 7 });
  expect(tally.logs).toEqual({ all: 14, proven: 14 });
  expect(
    verdicts
      .filter(({ about }) => about === "digest" || about === "log")
      .every(({ grade }) => grade === "authentic"),
  ).toBe(true);
  expect([...referenceVerdicts(original, [key.listed]).values()].every((each) => each === "valid")).toBe(
    true,
  );
});

describe("each kind of tampering, at seeded random places", () => {
  test.each(tamperings)(
    "$kind (the reference $reference)",
    async ({ kind, spoil, reference, isHarmless }) => {
      for (
        let seed = tamperings.findIndex((each) => each.kind === kind);
        seed < rounds;
        seed += tamperings.length
      ) {
        const files = new Map(original);
        spoil({ files, digests, key, attacker, random: new Random(seed) });
        const { tally, verdicts } = await run(files, ringOf(key));
        const theirs = referenceVerdicts(files, [key.listed]);
        const claimed = verdicts.filter(
          ({ grade, name }) => grade === "authentic" && theirs.get(name) === "INVALID",
        );
        expect(claimed, `seed ${seed}`).toEqual([]);
        expect(tally.outcome === "proven", `seed ${seed}`).toBe(isHarmless === true);
        const isFound = [...theirs.values()].includes("INVALID");
        if (reference !== "depends") expect(isFound, `reference, seed ${seed}`).toBe(reference === "finds");
      }
    },
  );
});
