import { isEqual, type HclValue } from "./hclValue.js";

const precedences: Readonly<Record<string, number>> = {
  "||": 1,
  "&&": 2,
  "==": 3,
  "!=": 3,
  "<": 4,
  ">": 4,
  "<=": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "%": 6,
};

/** Higher binds closer; 0 for what is no operator. */
export const precedenceOf = (operator: string): number =>
  Object.hasOwn(precedences, operator) ? (precedences[operator] ?? 0) : 0;

export function operate(
  operator: string,
  left: HclValue | undefined,
  right: HclValue | undefined,
): HclValue | undefined {
  switch (operator) {
    case "||":
      return left === true || right === true ? true : both(left, right, false);
    case "&&":
      return left === false || right === false ? false : both(left, right, true);
    case "==":
      return isEqual(left, right);
    case "!=": {
      const equal = isEqual(left, right);
      return equal === undefined ? undefined : !equal;
    }
    default:
      return typeof left === "number" && typeof right === "number"
        ? calculate(operator, left, right)
        : undefined;
  }
}

const both = (
  left: HclValue | undefined,
  right: HclValue | undefined,
  value: boolean,
): boolean | undefined => (left === value && right === value ? value : undefined);

function calculate(operator: string, left: number, right: number): HclValue | undefined {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return right === 0 ? undefined : left / right;
    case "%":
      return right === 0 ? undefined : left % right;
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "<=":
      return left <= right;
    case ">=":
      return left >= right;
    default:
      return undefined;
  }
}
