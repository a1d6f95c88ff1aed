/** Cmdlets that work on what flows through the pipeline. */
import { convertToJson } from "../convertToJson.ts";
import { applyOperator } from "../operators.ts";
import type { Cmdlet, CmdletCall } from "../session.ts";
import {
  isObject,
  isTrue,
  items,
  propertyOf,
  type PsObject,
  ScriptBlock,
  textOf,
  type Value,
} from "../values.ts";

export const selectObject: Cmdlet = {
  name: "Select-Object",
  parameters: ["Property", "First", "Last", "ExpandProperty"],
  positional: ["Property"],
  switches: ["Unique"],
  run(call) {
    const { input, args } = call;
    const first = args.get("first");
    const last = args.get("last");
    let picked = input ?? [];
    if (typeof first === "number") picked = picked.slice(0, first);
    if (typeof last === "number") picked = picked.slice(-last);
    const expand = args.get("expandproperty");
    if (expand !== undefined) return picked.flatMap((item) => items(propertyOf(item, textOf(expand))));
    const properties = items(args.get("property") ?? null);
    if (properties.length > 0) picked = picked.map((item) => selected(item, properties, call));
    return args.has("unique") ? [...new Map(picked.map((item) => [textOf(item), item])).values()] : picked;
  },
};

function selected(item: Value, properties: readonly Value[], call: CmdletCall): PsObject {
  const pairs = properties.map((property): readonly [string, Value] => {
    if (!isObject(property)) return [textOf(property), propertyOf(item, textOf(property))];
    // A calculated one: @{n='Name';e={ … }}.
    const name = textOf(
      propertyOf(property, "n") ?? propertyOf(property, "name") ?? propertyOf(property, "label"),
    );
    const how = propertyOf(property, "e") ?? propertyOf(property, "expression");
    if (!(how instanceof ScriptBlock)) return [name, propertyOf(item, textOf(how))];
    const values = call.run(how, item);
    return [name, values.length > 1 ? values : (values[0] ?? null)];
  });
  return Object.fromEntries(pairs);
}

export const whereObject: Cmdlet = {
  name: "Where-Object",
  parameters: ["FilterScript", "Property", "EQ", "NE", "Like", "Match", "In", "GT", "LT", "GE", "LE"],
  positional: ["FilterScript"],
  run({ input, args, run }) {
    const filter = args.get("filterscript") ?? args.get("property") ?? null;
    if (filter instanceof ScriptBlock) return (input ?? []).filter((item) => isTrue([...run(filter, item)]));
    const operator = ["eq", "ne", "like", "match", "in", "gt", "lt", "ge", "le"].find((name) =>
      args.has(name),
    );
    const property = textOf(filter);
    return (input ?? []).filter((item) => {
      const value = propertyOf(item, property);
      return isTrue(
        operator === undefined ? value : applyOperator(`-${operator}`, value, args.get(operator) ?? null),
      );
    });
  },
};

export const forEachObject: Cmdlet = {
  name: "ForEach-Object",
  parameters: ["Process"],
  positional: ["Process"],
  run({ input, args, run }) {
    const block = args.get("process") ?? null;
    if (block instanceof ScriptBlock) return (input ?? []).flatMap((item) => run(block, item));
    return (input ?? []).flatMap((item) => items(propertyOf(item, textOf(block))));
  },
};

export const sortObject: Cmdlet = {
  name: "Sort-Object",
  parameters: ["Property"],
  positional: ["Property"],
  switches: ["Descending"],
  run({ input, args }) {
    const property = args.get("property");
    const key = (item: Value) => (property === undefined ? item : propertyOf(item, textOf(property)));
    const sorted = [...(input ?? [])].sort((one, other) =>
      isTrue(applyOperator("-lt", key(one), key(other)))
        ? -1
        : isTrue(applyOperator("-gt", key(one), key(other)))
          ? 1
          : 0,
    );
    return args.has("descending") ? sorted.reverse() : sorted;
  },
};

export const convertToJsonCmdlet: Cmdlet = {
  name: "ConvertTo-Json",
  parameters: ["InputObject", "Depth"],
  positional: ["InputObject"],
  switches: ["Compress"],
  run({ input, args }) {
    // One object through the pipeline is itself, several are an array, none is nothing at all.
    const given = args.get("inputobject");
    if (given === undefined && (input === null || input.length === 0)) return [];
    const value = given ?? (input?.length === 1 ? (input[0] ?? null) : input);
    const depth = Number(args.get("depth") ?? 2);
    return [convertToJson(value, depth, args.has("compress"))];
  },
};

export const writeOutput: Cmdlet = {
  name: "Write-Output",
  parameters: ["InputObject"],
  positional: ["InputObject"],
  run: ({ input, args }) => input ?? items(args.get("inputobject") ?? null),
};

export const outNull: Cmdlet = { name: "Out-Null", parameters: [], run: () => [] };
