import { isObject, type JsonObject } from "../../base/json.js";
import { UNTYPED, fitOf, type Api } from "../naming/api.js";
import { meansArn, parseArn, type Arn } from "../naming/arn.js";
import { knownKind, type Kind } from "../naming/kind.js";
import { kindOfStem, keysOf, type Keys, type Meaning, type Part } from "./resourceKeys.js";
import { isNoIdentity, kindOfArn, kindOfId } from "./resourceValues.js";
import { firstPart } from "./displayName.js";
import type { Entity, Section } from "./entity.js";
import { NO_INDEX, pathOf, placeAt, rootSpot, type Place, type Spot } from "./place.js";

/** Nouns of the APIs on policies inside a user, group or role. */
const INLINE = new Set(["rolepolicy", "userpolicy", "grouppolicy"]);
const PEOPLE =
  /^(?:createdBy|modifiedBy|updatedBy|lastModifiedBy|\w{0,20}[pP]rincipal(?:Arn)?|assumedRoleUser)$/;
const DEEPEST = 4;
const MOST_VALUES = 600;
const MOST_ITEMS = 100;
const MOST_ENTITIES = 120;

/** Reads the parts of one record for names of resources. Bounded in depth, width and count. */
export class Evidence {
  readonly entities: Entity[] = [];
  #left = MOST_VALUES;
  #section: Section = "request";

  readonly #keys: Keys;

  constructor(private readonly api: Api) {
    this.#keys = keysOf(api.service);
  }

  /** Reads an object of the record; `path` is where it stands: `requestParameters`. */
  read(owner: JsonObject, path: string, section: Section): void {
    this.#section = section;
    this.#object(rootSpot(owner, path));
  }

  #object(spot: Spot): void {
    const { owner } = spot;
    for (const key in owner) {
      if (this.#left-- <= 0) return;
      const value = owner[key];
      if (typeof value === "string") this.#text(spot, key, value);
      else if (typeof value === "object" && value !== null) {
        if (Array.isArray(value)) this.#list(spot, key, value);
        else this.#nested(spot, key, value as JsonObject);
      } else if (typeof value === "number") this.#number(spot, key, value);
    }
  }

  #nested(spot: Spot, name: string, owner: JsonObject): void {
    const key = this.#keys.of(name);
    const { container } = key;
    if (container === "skip") return;
    // EC2's newer calls write `{tag: 1, content: "vpc-…"}` where a text is meant.
    const content = this.api.service === "ec2" && owner["tag"] !== undefined && owner["content"];
    if (typeof content === "string") {
      this.#text(spot, name, content);
      return;
    }
    const depth = container === "wrapper" ? spot.depth : spot.depth + 1;
    const under = container === "items" ? spot.under : key;
    if (depth <= DEEPEST) this.#object({ owner, outer: spot, key: name, index: NO_INDEX, depth, under });
  }

  #list(spot: Spot, name: string, list: readonly unknown[]): void {
    const key = this.#keys.of(name);
    const { container } = key;
    if (container === "skip") return;
    const under = container === "items" ? spot.under : key;
    const depth = spot.depth + 1;
    for (let i = 0; i < list.length && i < MOST_ITEMS && this.#left-- > 0; i++) {
      const item = list[i];
      if (typeof item === "string") this.#text(spot, name, item, i);
      else if (isObject(item) && depth <= DEEPEST)
        this.#object({ owner: item, outer: spot, key: name, index: i, depth, under });
    }
  }

  /** Ids are texts; only one that a parameter's own name announces may be a number. */
  #number(spot: Spot, key: string, value: number): void {
    const { meaning } = this.#keys.of(key);
    if (meaning?.kind?.known === true && meaning.part === "id" && Number.isSafeInteger(value))
      this.#text(spot, key, String(value));
  }

  #text(spot: Spot, name: string, value: string, index = NO_INDEX): void {
    const key = this.#keys.of(name);
    const { meaning } = key.container === "items" ? spot.under : key;
    // Most texts mean nothing here: the cheap question first.
    if ((!meaning && !value.startsWith("arn:")) || isNoIdentity(value)) return;
    const place: Place = { spot, key: name, index };
    if (meaning?.kind) this.#named(meaning, meaning.kind, value, place);
    else if (value.startsWith("arn:")) this.#plainArn(value, place, meaning !== null && spot.depth === 0);
    else if (meaning) this.#generic(meaning, value, place);
  }

  /** An ARN under a key that announces nothing: mentioned, unless it is who did it. */
  #plainArn(value: string, place: Place, specific: boolean): void {
    if (!PEOPLE.test(place.key)) this.#arn(value, place, specific);
  }

  #named(meaning: Meaning, kind: Kind, value: string, place: Place): void {
    if (value.startsWith("arn:")) {
      this.#arn(value, place, true, kind, meaning.origin);
      return;
    }
    const byId = kindOfId(value);
    // `gatewayId` takes gateways of several kinds; the id tells which.
    const told =
      byId !== undefined && byId !== kind && kind.service === "ec2" ? byId : this.#inlineOr(kind, meaning);
    if (!told.known && fitOf(this.api, told) === 0) return;
    if (value === "local" && kind.service === "ec2") return; // the route of the VPC to itself
    this.add(told, meaning.part, value, place, { specific: true, origin: meaning.origin });
  }

  /** PutRolePolicy and its like name a policy that lives inside the role. */
  #inlineOr(kind: Kind, meaning: Meaning): Kind {
    if (kind.service !== "iam" || meaning.part !== "name" || !INLINE.has(this.api.noun)) return kind;
    return kind === knownKind("iam", "managedpolicy") ? (knownKind("iam", "inlinepolicy") ?? kind) : kind;
  }

  /** From here on `add` speaks of what AWS lists as the event's resources. */
  beginListed(): void {
    this.#section = "listed";
  }

  /** Adds the resource of an ARN that stands outside of request and answer. */
  addArn(value: string, path: string, section: Section): void {
    this.#section = section;
    this.#arn(value, placeAt(path), true);
  }

  /** Adds a resource called by its name outside of request and answer. */
  addNamed(kind: Kind, name: string, path: string): void {
    this.#section = "other";
    this.add(kind, "name", name, placeAt(path), { specific: true, origin: false });
  }

  #arn(value: string, place: Place, specific: boolean, announced?: Kind, origin = false): void {
    const arn = parseArn(value);
    const kind = (arn && kindOfArn(arn)) ?? announced;
    if (kind) this.add(kind, "arn", value, place, { specific, origin }, arn);
  }

  /** `name`, `id`: at the top they mean what the API is about, deeper only what the object around them is called. */
  #generic(meaning: Meaning, value: string, place: Place): void {
    const part = meaning.part === "arn" ? "name" : meaning.part;
    const byId = kindOfId(value);
    if (byId) {
      this.add(byId, "id", value, place, { specific: true, origin: false });
      return;
    }
    const { spot } = place;
    if (spot.depth === 0) {
      const kind = this.#topKind(spot.owner);
      if (kind) this.add(kind, part, value, place, { specific: false, origin: false });
      return;
    }
    const kind = this.#nestedKind(stemOf(spot.under.name));
    if (kind) this.add(kind, part, value, place, { specific: false, origin: false });
  }

  /** What the object around a `name` or `id` is called, where the API speaks of it or another service owns it. */
  #nestedKind(stem: string): Kind | undefined {
    const { service, noun, verb } = this.api;
    const kind = kindOfStem(service, stem) ?? (stem === noun ? this.api.kind : undefined);
    // `targets: [{id: "1"}]` of a request are parts; what an unknown noun brought into being is told by the answer.
    if (kind?.known === false && this.#section === "request" && verb !== "create") return undefined;
    return kind && (kind.service !== service || fitOf(this.api, kind) > 0) ? kind : undefined;
  }

  /** What `name` and `id` at the top of request or answer mean. Tag calls say it in a parameter of its own. */
  #topKind(owner: JsonObject): Kind | undefined {
    const kind = this.api.kind;
    // An answer repeats the name of what the request named; only what was created is first named there.
    if (this.#section === "response" && kind?.known !== true && this.api.verb !== "create") return undefined;
    if (kind !== UNTYPED) return kind;
    const type = owner["resourceType"];
    return (typeof type === "string" ? knownKind(this.api.service, type.toLowerCase()) : undefined) ?? kind;
  }

  /** Adds one identifier to the entity it belongs to, else as a new one. */
  add(kind: Kind, part: Part, value: string, place: Place, how: How, parsed?: Arn): void {
    const arn = part === "arn" ? (parsed ?? parseArn(value)) : undefined;
    const same = this.#same(kind, part, value, arn) ?? this.#beside(kind, part, place, how);
    if (same) this.#complete(same, part, value, place, arn);
    else if (this.entities.length < MOST_ENTITIES) this.#push(kind, part, value, place, how, arn);
  }

  #complete(same: Entity, part: Part, value: string, place: Place, arn: Arn | undefined): void {
    same.owner = place.spot.owner;
    if (this.#section === "listed") same.listed = true;
    if (same[part] !== undefined) return;
    same[part] = value;
    if (arn) same.parsed = arn;
    if (part === firstPart(same.kind)) same.path = pathOf(place);
  }

  #push(kind: Kind, part: Part, value: string, place: Place, how: How, arn: Arn | undefined): void {
    // Spelled out rather than `[part]: value`: this is the one place every identifier of every record passes.
    this.entities.push({
      kind,
      name: part === "name" ? value : undefined,
      id: part === "id" ? value : undefined,
      arn: part === "arn" ? value : undefined,
      url: part === "url" ? value : undefined,
      parsed: arn,
      path: pathOf(place),
      section: this.#section,
      depth: place.spot.depth,
      specific: how.specific,
      origin: how.origin,
      owner: place.spot.owner,
      listed: this.#section === "listed",
    });
  }

  /** The entity one of whose identifiers is, or stands for, this value. */
  #same(kind: Kind, part: Part, value: string, arn: Arn | undefined): Entity | undefined {
    for (const entity of this.entities)
      if (
        entity.kind === kind &&
        (entity[part] === value || (arn ? isMeant(entity, arn) : isCalled(entity, value)))
      )
        return entity;
    return undefined;
  }

  /**
   * The entity named in the same object by another identifier; or, for what the answer adds to the request's one
   * resource of that kind, that one: CreateSecurityGroup takes a name and gives an id.
   */
  #beside(kind: Kind, part: Part, place: Place, how: How): Entity | undefined {
    let alike = 0;
    let only: Entity | undefined;
    for (const entity of this.entities) {
      if (entity.kind !== kind || entity.origin !== how.origin) continue;
      if (place.index === NO_INDEX && entity.owner === place.spot.owner && entity[part] === undefined)
        return entity;
      alike++;
      only = entity;
    }
    if (!only || alike > 1 || only.section === this.#section || only.depth > 1) return undefined;
    return only[part] === undefined ? only : undefined;
  }
}

const isMeant = ({ name, id }: Entity, arn: Arn): boolean =>
  (name !== undefined && meansArn(arn, name)) || (id !== undefined && meansArn(arn, id));

const isCalled = ({ name, id, parsed }: Entity, value: string): boolean =>
  name === value || id === value || (parsed !== undefined && meansArn(parsed, value));

interface How {
  readonly specific: boolean;
  readonly origin: boolean;
}

const stemOf = (key: string): string => {
  const lower = key.toLowerCase().replace(/(?:set|list|input|description|details|config)$/, "");
  return lower.endsWith("s") && !lower.endsWith("ss") ? lower.slice(0, -1) : lower;
};
