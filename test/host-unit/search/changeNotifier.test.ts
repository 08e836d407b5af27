import { expect, test } from "vitest";
import { ChangeNotifier } from "../../../src/host/search/changeNotifier.js";
import { FakeClock } from "./fakes.js";

function notifying(): { clock: FakeClock; sentAt: number[]; notifier: ChangeNotifier } {
  const clock = new FakeClock();
  const startMs = clock.now();
  const sentAt: number[] = [];
  const notifier = new ChangeNotifier(clock, 100, () => sentAt.push(clock.now() - startMs));
  return { clock, sentAt, notifier };
}

test("the first change is told at once", () => {
  const { sentAt, notifier } = notifying();
  notifier.touch();
  expect(sentAt).toEqual([0]);
});

test("changes in quick succession are told once a gap, the last one included", async () => {
  const { clock, sentAt, notifier } = notifying();
  for (let step = 0; step < 25; step++) {
    notifier.touch();
    await clock.advance(10);
  }
  await clock.advance(1_000);
  expect(sentAt).toEqual([0, 100, 200, 1_250]);
});

test("a change after a rest is told at once again", async () => {
  const { clock, sentAt, notifier } = notifying();
  notifier.touch();
  await clock.advance(500);
  notifier.touch();
  expect(sentAt).toEqual([0, 500]);
});

test("nothing is told after disposal, not even what was about to be", async () => {
  const { clock, sentAt, notifier } = notifying();
  notifier.touch();
  notifier.touch();
  notifier.dispose();
  notifier.touch();
  await clock.advance(1_000);
  expect(sentAt).toEqual([0]);
});
