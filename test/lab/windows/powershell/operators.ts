import { isList, isTrue, items, textOf, type Value } from "./values.ts";

/** `left -operator right`; comparisons ignore case, as PowerShell's do without a `c` in front. */
export function applyOperator(operator: string, left: Value, right: Value): Value {
  const name = operator.replace(/^-/, "").replace(/^i(?=eq|ne|gt|ge|lt|le|like|match|replace)/, "");
  switch (name) {
    case "and":
      return isTrue(left) && isTrue(right);
    case "or":
      return isTrue(left) || isTrue(right);
    case "in":
      return items(right).some((item) => isEqual(item, left));
    case "notin":
      return !items(right).some((item) => isEqual(item, left));
    case "contains":
      return items(left).some((item) => isEqual(item, right));
    case "join":
      return items(left).map(textOf).join(textOf(right));
    case "split":
      return textOf(left).split(new RegExp(textOf(right), "i"));
    case "replace": {
      const [from = "", to = ""] = items(right).map(textOf);
      return textOf(left).replaceAll(new RegExp(from, "gi"), to);
    }
    case "f":
      return textOf(left).replaceAll(/\{(\d+)\}/g, (_, at: string) =>
        textOf(items(right)[Number(at)] ?? null),
      );
    case "+":
      if (isList(left)) return [...left, ...items(right)];
      return typeof left === "number" ? left + Number(right) : textOf(left) + textOf(right);
    case "":
      return Number(left) - Number(right); // the operator was "-"
    case "*":
      return Number(left) * Number(right);
    case "/":
      return Number(left) / Number(right);
    case "%":
      return Number(left) % Number(right);
    default:
      return compare(name, left, right);
  }
}

/** A list on the left is filtered. */
function compare(name: string, left: Value, right: Value): Value {
  const test = comparisons[name];
  if (test === undefined) throw new Error(`-${name} is not an operator here`);
  return isList(left) ? left.filter((item) => test(item, right)) : test(left, right);
}

const comparisons: Readonly<Record<string, (left: Value, right: Value) => boolean>> = {
  eq: isEqual,
  ne: (left, right) => !isEqual(left, right),
  gt: (left, right) => order(left, right) > 0,
  ge: (left, right) => order(left, right) >= 0,
  lt: (left, right) => order(left, right) < 0,
  le: (left, right) => order(left, right) <= 0,
  like: (left, right) => wildcard(textOf(right)).test(textOf(left)),
  notlike: (left, right) => !wildcard(textOf(right)).test(textOf(left)),
  match: (left, right) => new RegExp(textOf(right), "i").test(textOf(left)),
  notmatch: (left, right) => !new RegExp(textOf(right), "i").test(textOf(left)),
};

export function isEqual(left: Value, right: Value): boolean {
  if (left === null || right === null) return left === right;
  if (typeof left === "number" && typeof right !== "object") return left === Number(right);
  if (typeof left === "boolean") return left === isTrue(right);
  return textOf(left).toLowerCase() === textOf(right).toLowerCase();
}

function order(left: Value, right: Value): number {
  if (left instanceof Date)
    return left.getTime() - new Date(right instanceof Date ? right : textOf(right)).getTime();
  if (typeof left === "number") return left - Number(right);
  return textOf(left).localeCompare(textOf(right), "en", { sensitivity: "base" });
}

/** `*` and `?`. */
export function wildcard(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "is");
}
