import "../ui/baseStyles.js";
import { registerControls } from "../ui/controls.js";
import { loadTexts } from "../ui/texts.js";
import { QueryElement } from "./queryElement.js";
import { QueryModel, type VsCodeApi } from "./queryModel.js";

declare function acquireVsCodeApi(): VsCodeApi;

loadTexts();
registerControls();

const model = new QueryModel(acquireVsCodeApi());
const element = new QueryElement();
element.model = model;
document.body.append(element);
void model.start();
