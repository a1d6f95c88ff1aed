/** reg.exe: query, and add or delete of values that nothing else in the lab decides. */
import { fullKey, queryRegistry } from "./registryQuery.ts";
import { registryValues } from "./registryHive.ts";
import { serviceInfo } from "./labService.ts";
import { readWindowsState, type RegistryValue, writeWindowsState } from "./windowsState.ts";
import { runTool, type WindowsTool } from "./windowsTool.ts";

const missing: Readonly<Record<string, string>> = {
  "de-DE": "FEHLER: Der angegebene Registrierungsschlüssel bzw. Wert wurde nicht gefunden.",
};
const missingEnglish = "ERROR: The system was unable to find the specified registry key or value.";
const invalid = 'ERROR: Invalid syntax.\nType "REG /?" for usage.\n';

interface Arguments {
  readonly key: string;
  readonly options: ReadonlyMap<string, string>;
}

const verbs: Readonly<Record<string, (tool: WindowsTool, given: Arguments) => number | Promise<number>>> = {
  query,
  add,
  delete: remove,
};

function parse(words: readonly string[]): Arguments | null {
  const [key, ...rest] = words;
  if (key === undefined || key.startsWith("/")) return null;
  const options = new Map<string, string>();
  for (let at = 0; at < rest.length; at++) {
    const option = (rest[at] ?? "").toLowerCase();
    if (/^\/(s|f|ve|va|reg:64|reg:32)$/.test(option)) options.set(option, "");
    else if (/^\/(v|t|d)$/.test(option)) options.set(option, rest[++at] ?? "");
    else return null;
  }
  return { key, options };
}

async function query(tool: WindowsTool, { key, options }: Arguments): Promise<number> {
  const { home, machine } = tool;
  const all = registryValues({ home, machine, state: readWindowsState(home), info: await serviceInfo(home) });
  const value = options.get("/v") ?? null;
  const text = queryRegistry(all, { key, isDeep: options.has("/s"), value });
  if (text === null) return notFound(tool);
  tool.out(text);
  return 0;
}

function add(tool: WindowsTool, { key, options }: Arguments): number {
  const name = options.get("/v") ?? "(Default)";
  const type = (options.get("/t") ?? "REG_SZ").toUpperCase() as RegistryValue["type"];
  const data = options.get("/d") ?? "";
  const shown = type === "REG_DWORD" ? `0x${Number(data).toString(16)}` : data;
  const others = otherValues(tool.home, key, name);
  writeWindowsState(tool.home, { registry: [...others, { key: fullKey(key), name, type, data: shown }] });
  tool.out("The operation completed successfully.\n");
  return 0;
}

function remove(tool: WindowsTool, { key, options }: Arguments): number {
  const others = otherValues(tool.home, key, options.get("/v") ?? null);
  if (others.length === readWindowsState(tool.home).registry.length) return notFound(tool);
  writeWindowsState(tool.home, { registry: others });
  tool.out("The operation completed successfully.\n");
  return 0;
}

/** The written values but that one, or but all of the key. */
function otherValues(home: string, key: string, name: string | null): readonly RegistryValue[] {
  const isMeant = (value: RegistryValue) =>
    value.key.toLowerCase() === fullKey(key).toLowerCase() &&
    (name === null || value.name.toLowerCase() === name.toLowerCase());
  return readWindowsState(home).registry.filter((value) => !isMeant(value));
}

function notFound(tool: WindowsTool): number {
  tool.err(`${missing[tool.machine.language] ?? missingEnglish}\n`);
  return 1;
}

await runTool(async (tool) => {
  const [verb = "", ...rest] = tool.args;
  const parsed = parse(rest);
  const run = verbs[verb.toLowerCase()];
  if (parsed === null || run === undefined) {
    tool.err(invalid);
    return 1;
  }
  return run(tool, parsed);
});
