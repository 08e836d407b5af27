import { expect, test } from "vitest";
import { TemplateChoices } from "../../../src/host/lenses/choices.js";

function choices(): TemplateChoices {
  const kept = new Map<string, unknown>();
  return new TemplateChoices({
    get: (key) => kept.get(key),
    update: async (key, value) => void kept.set(key, value),
  });
}

test("what was chosen for a template wins over what files beside it tell, and that over the last choice", async () => {
  const all = choices();
  expect(all.of("a", { region: "eu-west-1" })).toEqual({ region: "eu-west-1" });
  await all.change("b", { account: "prod", region: "us-east-1" });
  expect(all.of("a")).toEqual({ account: "prod", region: "us-east-1" });
  expect(all.of("a", { region: "eu-west-1" })).toEqual({ account: "prod", region: "eu-west-1" });
  expect(all.of("b", { region: "eu-west-1" })).toEqual({ account: "prod", region: "us-east-1" });
});

test("a later choice keeps what it does not name", async () => {
  const all = choices();
  await all.change("a", { account: "prod", region: "eu-west-1", stacks: ["shop"] });
  await all.change("a", { names: { Bucket: "logs" } });
  expect(all.of("a")).toMatchObject({ account: "prod", stacks: ["shop"], names: { Bucket: "logs" } });
  expect(all.of("__proto__")).toEqual({ account: "prod", region: "eu-west-1" });
});
