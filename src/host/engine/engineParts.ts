// What log folders are asked through: one file in dist, loaded by `import()` with the first of them.
export { Engine } from "../../engine/client.js";
