import type { AdvancedEventSelector, AdvancedFieldSelector, EventSelector } from "@aws-sdk/client-cloudtrail";
import type { FieldCondition, Selector } from "../core/accounts/trail.js";
import type { Translate } from "../core/base/translate.js";

/** Selectors of both kinds as words a person reads and conditions a table shows. */
export function toSelectors(
  basic: readonly EventSelector[] | undefined,
  advanced: readonly AdvancedEventSelector[] | undefined,
  t: Translate,
): readonly Selector[] {
  const fromAdvanced = (advanced ?? []).map((selector, index) => toAdvanced(selector, index, t));
  const fromBasic = (basic ?? []).flatMap((selector, index) => toBasic(selector, index, t));
  return [...fromAdvanced, ...fromBasic];
}

const operators = [
  ["Equals", "equals"],
  ["StartsWith", "starts with"],
  ["EndsWith", "ends with"],
  ["NotEquals", "does not equal"],
  ["NotStartsWith", "does not start with"],
  ["NotEndsWith", "does not end with"],
] as const satisfies readonly (readonly [keyof AdvancedFieldSelector, FieldCondition["operator"]])[];

function toAdvanced({ Name, FieldSelectors }: AdvancedEventSelector, index: number, t: Translate): Selector {
  const conditions = (FieldSelectors ?? []).flatMap(toConditions);
  return { name: Name ?? t("Selector {0}", index + 1), summary: summarize(conditions, t), conditions };
}

const toConditions = (selector: AdvancedFieldSelector): readonly FieldCondition[] =>
  operators.flatMap(([member, operator]) => {
    const values = selector[member] ?? [];
    return values.length === 0 ? [] : [{ field: selector.Field ?? "", operator, values }];
  });

/** The category, what it is narrowed to, and read or write; every further condition is in the list below it. */
function summarize(conditions: readonly FieldCondition[], t: Translate): string {
  const equal = (field: string): readonly string[] =>
    conditions.find((each) => each.field === field && each.operator === "equals")?.values ?? [];
  const types = equal("resources.type").map(typeName);
  const category = categoryName(equal("eventCategory")[0], t);
  const what = types.length > 0 ? t("{0} of {1}", category, types.join(", ")) : category;
  const told = new Set(["eventCategory", "resources.type", "readOnly"]);
  const rest = conditions.filter(({ field }) => !told.has(field)).map((condition) => inWords(condition, t));
  return [what, access(equal("readOnly")[0], t), ...rest].filter((part) => part !== "").join(", ");
}

function categoryName(category: string | undefined, t: Translate): string {
  switch (category) {
    case "Management":
      return t("Management events");
    case "Data":
      return t("Data events");
    case "NetworkActivity":
      return t("Network activity events");
    case "Insight":
      return t("Insights events");
    case "ConfigurationItem":
      return t("Configuration items");
    case "Evidence":
      return t("Audit Manager evidence");
    case "ActivityAuditLog":
      return t("Events from outside AWS");
    default:
      return category ?? t("Events");
  }
}

const access = (readOnly: string | undefined, t: Translate): string => {
  if (readOnly === undefined) return t("read and write");
  return readOnly === "true" ? t("read only") : t("write only");
};

/** `AWS::S3::Object` reads as `S3 Object`. */
const typeName = (type: string): string => type.replace(/^AWS::/u, "").replaceAll("::", " ");

const mostValues = 3;

function inWords({ field, operator, values }: FieldCondition, t: Translate): string {
  const shown = values.slice(0, mostValues).join(t(" or "));
  const more = values.length - mostValues;
  const list = more > 0 ? t("{0} and {1} more", shown, more) : shown;
  return `${field === "resources.ARN" ? t("ARN") : field} ${operatorWord(operator, t)} ${list}`;
}

function operatorWord(operator: FieldCondition["operator"], t: Translate): string {
  switch (operator) {
    case "equals":
      return t("is");
    case "starts with":
      return t("starts with");
    case "ends with":
      return t("ends with");
    case "does not equal":
      return t("is not");
    case "does not start with":
      return t("does not start with");
    case "does not end with":
      return t("does not end with");
  }
}

/** A basic selector records management events and, beside them, data events of some resources. */
function toBasic(selector: EventSelector, index: number, t: Translate): readonly Selector[] {
  const { ReadWriteType, IncludeManagementEvents, DataResources, ExcludeManagementEventSources } = selector;
  const name = t("Event selector {0}", index + 1);
  const readWrite = readWriteConditions(ReadWriteType);
  const excluded = ExcludeManagementEventSources ?? [];
  const management: FieldCondition[] = [
    { field: "eventCategory", operator: "equals", values: ["Management"] },
    ...readWrite,
    ...(excluded.length > 0
      ? [{ field: "eventSource", operator: "does not equal", values: excluded } as const]
      : []),
  ];
  const data = (DataResources ?? []).map(({ Type, Values }): FieldCondition[] => [
    { field: "eventCategory", operator: "equals", values: ["Data"] },
    { field: "resources.type", operator: "equals", values: [Type ?? ""] },
    ...readWrite,
    ...dataValues(Values ?? []),
  ]);
  // the service records management events unless a selector says no
  const parts = IncludeManagementEvents === false ? data : [management, ...data];
  return parts.map((conditions) => ({ name, summary: summarize(conditions, t), conditions }));
}

const readWriteConditions = (type: string | undefined): readonly FieldCondition[] =>
  type === "ReadOnly" || type === "WriteOnly"
    ? [{ field: "readOnly", operator: "equals", values: [String(type === "ReadOnly")] }]
    : [];

/** `arn:aws:s3` and `arn:aws:lambda` as a whole value stand for all resources of the type. */
function dataValues(values: readonly string[]): readonly FieldCondition[] {
  const narrowed = values.filter((value) => !/^arn:[\w-]+:\w+$/u.test(value));
  return narrowed.length === 0 || narrowed.length < values.length
    ? []
    : [{ field: "resources.ARN", operator: "starts with", values: narrowed }];
}
