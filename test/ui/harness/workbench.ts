import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { onTestFailed } from "vitest";
import { packageVsix } from "../../../scripts/lib/vsix.mjs";
import { openWorkbench as open } from "../../../scripts/lib/workbench.mjs";
import type { Workbench, WorkbenchOptions } from "../../../scripts/lib/workbench.mjs";

export type { Workbench } from "../../../scripts/lib/workbench.mjs";

const root = join(import.meta.dirname, "../../..");

/** The .vsix in a real workbench; `workspace` is the sample one unless told otherwise. */
export async function openWorkbench(
  options: Partial<Omit<WorkbenchOptions, "vsix">> = {},
): Promise<Workbench> {
  const { file: vsix } = await packageVsix(root);
  return open({ workspace: join(root, "samples/workspace"), ...options, vsix });
}

/** Leaves a picture of the window in out/ui when the running test fails. */
export function pictureOnFailure(workbench: Workbench): void {
  onTestFailed(async ({ task }) => {
    mkdirSync(join(root, "out/ui"), { recursive: true });
    await workbench.page.screenshot({
      path: join(root, "out/ui", `${task.name.replaceAll(/\W+/g, "-")}.png`),
    });
  });
}
