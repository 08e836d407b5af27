import { terraformIdentity } from "../identity/identityTable.js";
import { readHclBlocks, type HclAttribute, type HclBlock } from "./hclBlocks.js";
import { evaluate } from "./hclExpression.js";
import { valueAt, type HclScope } from "./hclScope.js";
import { textOf, type HclValue } from "./hclValue.js";

/** References go round in circles in hostile text; honest ones are not this deep. */
const deepest = 12;

interface Expression extends HclAttribute {
  readonly text: string;
}

/** The values that the files of one folder give to names, as far as the text tells; nothing is asked of anyone. */
export class TerraformModule implements HclScope {
  readonly #locals = new Map<string, Expression>();
  readonly #defaults = new Map<string, Expression>();
  readonly #resources = new Map<string, { readonly text: string; readonly block: HclBlock }>();
  /** Values of names that were asked for: many resources name the same few. */
  readonly #values = new Map<Expression, HclValue | undefined>();
  #provider: Expression | undefined;
  #depth = 0;
  /** The state is kept elsewhere. */
  hasBackend = false;

  /** Reads a file; where files differ, the one that was added first counts. */
  add(text: string, blocks: readonly HclBlock[] = readHclBlocks(text)): void {
    for (const block of blocks) this.#addBlock(text, block);
  }

  /** Values of variables as a `.tfvars` file gives them. */
  addValues(text: string): void {
    const [values] = readHclBlocks(`values {\n${text}\n}`);
    for (const [name, attribute] of values?.attributes ?? [])
      this.#defaults.set(name, { ...attribute, text: `values {\n${text}\n}` });
  }

  /** The region of the provider without an alias. */
  get region(): string | undefined {
    return this.#provider && textOf(this.#evaluated(this.#provider));
  }

  /** The text of an attribute in a block. */
  textOf(text: string, block: HclBlock, name: string): string | undefined {
    const attribute = block.attributes.get(name);
    return attribute && textOf(this.#evaluated({ ...attribute, text }));
  }

  valueOf(path: readonly (string | number)[]): HclValue | undefined {
    const [first, second] = path;
    if (first === "local") return this.#valueIn(this.#locals, second, path);
    if (first === "var") return this.#valueIn(this.#defaults, second, path);
    return this.#ofResource(path);
  }

  #addBlock(text: string, block: HclBlock): void {
    const [type = "", name = ""] = block.labels.map((label) => label.text);
    switch (block.kind) {
      case "locals":
        for (const [key, attribute] of block.attributes) keep(this.#locals, key, { ...attribute, text });
        break;
      case "variable":
        this.#addDefault(text, type, block);
        break;
      case "resource":
        keep(this.#resources, `${type}.${name}`, { text, block });
        break;
      case "provider":
        if (type === "aws") this.#addProvider(text, block);
        break;
      case "terraform":
        if (block.children.some(isBackend)) this.hasBackend = true;
    }
  }

  #addDefault(text: string, name: string, { attributes }: HclBlock): void {
    const value = attributes.get("default");
    if (value) keep(this.#defaults, name, { ...value, text });
  }

  #addProvider(text: string, { attributes }: HclBlock): void {
    const region = attributes.get("region");
    if (region && !attributes.has("alias")) this.#provider ??= { ...region, text };
  }

  #valueIn(
    from: ReadonlyMap<string, Expression>,
    name: string | number | undefined,
    path: readonly (string | number)[],
  ): HclValue | undefined {
    const expression = from.get(String(name));
    if (!expression) return undefined;
    if (!this.#values.has(expression)) this.#values.set(expression, this.#evaluated(expression));
    return valueAt(this.#values.get(expression), path, 2);
  }

  /** `aws_s3_bucket.logs.id`: written there, or the name that is the id. */
  #ofResource(path: readonly (string | number)[]): HclValue | undefined {
    const [type, name, attribute, ...rest] = path;
    const found = this.#resources.get(`${String(type)}.${String(name)}`);
    if (!found || attribute === undefined || rest.length > 0) return undefined;
    const known = terraformIdentity(String(type));
    const isNamed = attribute === "id" && known?.row.physicalId === "name";
    const written = found.block.attributes.get(isNamed ? known.attribute : String(attribute));
    return written && this.#evaluated({ ...written, text: found.text });
  }

  #evaluated({ text, start, end }: Expression): HclValue | undefined {
    if (this.#depth >= deepest) return undefined;
    this.#depth++;
    try {
      return evaluate(text, start, end, this);
    } finally {
      this.#depth--;
    }
  }
}

const isBackend = (name: string): boolean => name === "backend" || name === "cloud";

function keep<T>(into: Map<string, T>, key: string, value: T): void {
  if (!into.has(key)) into.set(key, value);
}
