import { locateStack, scanStack } from "./cloudformation/locateStack.js";
import type { LocatedTemplate, TemplateLinks, TemplateText } from "./locatedResource.js";
import { isTerraform, locateTerraform, scanTerraform } from "./terraform/locateTerraform.js";

/** The resources a text describes, from the text alone; undefined when it is no template we know. Never throws. */
export function scanTemplate(template: TemplateText): LocatedTemplate | undefined {
  return isTerraform(template) ? scanTerraform(template) : scanStack(template);
}

/**
 * The same with all that files beside the text, linked stacks and states tell of its resources' names. Rejects with the
 * Failure of a file that is there and cannot be read.
 */
export async function locateTemplate(
  template: TemplateText,
  links: TemplateLinks,
  signal: AbortSignal,
): Promise<LocatedTemplate | undefined> {
  return isTerraform(template)
    ? locateTerraform(template, links, signal)
    : locateStack(template, links, signal);
}
