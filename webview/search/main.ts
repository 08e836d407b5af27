import "../ui/baseStyles.js";
import { registerControls } from "../ui/controls.js";
import { loadTexts } from "../ui/texts.js";
import { SearchElement } from "./app.js";
import type { VsCodeApi } from "./host.js";
import { SearchPage } from "./page.js";

declare function acquireVsCodeApi(): VsCodeApi;

loadTexts();
registerControls();

const page = new SearchPage(acquireVsCodeApi());
const element = new SearchElement();
element.page = page;
document.body.append(element);
void page.start();
