import AxeSource from "axe-core";
import type { Locator, Page } from "playwright-core";

/** The toolkit asks by an inline style whether the browser knows :focus-visible; the answer it gets is "no". */
const knownViolation = /^style-src-elem inline {2}/;

/** No violation of the page's policy but the one that is known and mended by a style sheet. */
export const unknownViolations = (violations: readonly string[]): readonly string[] =>
  violations.filter((each) => !knownViolation.test(each));

export const rows = (page: Page): Locator => page.locator(".ct-row:not(.ct-skeleton)");

/** The loaded row of an event, by the text of its resource. */
export const rowOf = (page: Page, resource: string): Locator =>
  rows(page).filter({
    has: page.locator(".ct-cell-resource", { hasText: new RegExp(`^\\s*${resource}\\s*$`) }),
  });

export const answerText = async (page: Page): Promise<string> =>
  (await page.locator(".ct-answer-text").innerText()).replaceAll(/\s+/g, " ");

/** Waits until the search is over and its rows are in the table. */
export async function settled(page: Page): Promise<void> {
  await page.locator(".ct-answer-text").waitFor();
  await page.waitForFunction(
    () => !document.querySelector('.ct-stop, .ct-stale, .ct-grid[aria-busy="true"]'),
  );
  await page.waitForTimeout(150); // the timeline asks a moment after the rows
}

/** What has the focus, through the controls' shadow roots: its accessible name, or its tag. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const labelled = element?.getAttribute("aria-label");
    if (labelled) return labelled;
    const host =
      element?.getRootNode() instanceof ShadowRoot ? (element.getRootNode() as ShadowRoot).host : element;
    return (host?.getAttribute("aria-label") ?? host?.textContent ?? "")
      .trim()
      .replaceAll(/\s+/g, " ")
      .slice(0, 80);
  });

interface AxeFinding {
  readonly id: string;
  readonly targets: readonly string[];
}

/** What axe finds wrong, one line a finding. */
export async function axe(page: Page): Promise<readonly string[]> {
  const has = await page.evaluate(() => "axe" in window);
  if (!has) await page.evaluate(AxeSource.source);
  const findings = await page.evaluate(async (): Promise<AxeFinding[]> => {
    const { axe: runner } = window as unknown as { axe: typeof AxeSource };
    const { violations } = await runner.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => ({
      id,
      targets: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary ?? ""}`),
    }));
  });
  return findings.flatMap(({ id, targets }) => targets.map((target) => `${id}: ${target}`));
}
