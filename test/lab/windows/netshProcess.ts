/** netsh.exe: portproxy rules, excluded port ranges, the proxy of WinHTTP. */
import { reloadPortProxy } from "./portProxy.ts";
import { portProxyKinds, portProxyTable } from "./portProxyTable.ts";
import { type PortProxyRule, readWindowsState, writeWindowsState } from "./windowsState.ts";
import { runTool, type WindowsTool } from "./windowsTool.ts";

type Kind = PortProxyRule["kind"];

await runTool((tool) => {
  const words = tool.args.map((word) => word.toLowerCase());
  const at = words.indexOf("portproxy");
  if (/^int(erface)?$/.test(words[0] ?? "") && at > 0) return portProxy(tool, words.slice(at + 1));
  if (/^int(erface)?$/.test(words[0] ?? "") && words.includes("excludedportrange")) {
    return excludedPorts(tool, words);
  }
  if (words.join(" ") === "winhttp show proxy") return winHttp(tool);
  return unknown(tool);
});

async function portProxy(tool: WindowsTool, words: readonly string[]): Promise<number> {
  const [verb = "", kind = "", ...rest] = words;
  const { portProxy: rules } = readWindowsState(tool.home);
  if (verb === "show") {
    const kinds = kind === "all" ? portProxyKinds : portProxyKinds.filter((known) => known === kind);
    if (kinds.length === 0) return unknown(tool);
    tool.out(portProxyTable(rules, tool.machine.language, kinds));
    return 0;
  }
  if (verb === "reset") return save(tool, []);
  if (!isKind(kind) || !["add", "set", "delete"].includes(verb)) return unknown(tool);
  const rule = parseRule(kind, rest);
  if (rule === null || (verb !== "delete" && rule.connectAddress === ""))
    return wrongSyntax(tool, verb, kind);
  const isSame = (other: PortProxyRule) =>
    other.kind === kind && other.listenAddress === rule.listenAddress && other.listenPort === rule.listenPort;
  const others = rules.filter((other) => !isSame(other));
  if (verb === "add") return save(tool, [...others, rule]);
  if (others.length === rules.length) {
    tool.out("The system cannot find the file specified.\n\n");
    return 1;
  }
  return save(tool, verb === "delete" ? others : [...others, rule]);
}

async function save(tool: WindowsTool, rules: readonly PortProxyRule[]): Promise<number> {
  writeWindowsState(tool.home, { portProxy: rules });
  await reloadPortProxy(tool.home);
  tool.out("\n");
  return 0;
}

function isKind(word: string): word is Kind {
  return (portProxyKinds as readonly string[]).includes(word);
}

/** From `name=value` words, or from values in the order of the names. */
function parseRule(kind: Kind, words: readonly string[]): PortProxyRule | null {
  const order = ["listenport", "connectaddress", "connectport", "listenaddress"];
  const given = new Map<string, string>();
  for (const [index, word] of words.entries()) {
    const [name, value] = word.includes("=") ? word.split("=") : [order[index], word];
    given.set(name ?? "", value ?? "");
  }
  const listenPort = Number(given.get("listenport"));
  const connectPort = Number(given.get("connectport") ?? listenPort);
  const isPort = (port: number) => Number.isInteger(port) && port > 0 && port < 65_536;
  if (!isPort(listenPort) || !isPort(connectPort)) return null;
  const listenAddress = given.get("listenaddress") ?? "*";
  const connectAddress = given.get("connectaddress") ?? "";
  return { kind, listenAddress, listenPort, connectAddress, connectPort };
}

function excludedPorts(tool: WindowsTool, words: readonly string[]): number {
  const protocol = words.find((word) => /^(protocol=)?(tcp|udp)$/.test(word))?.replace("protocol=", "");
  if (protocol === undefined || !words.includes("show")) return unknown(tool);
  const ranges = protocol === "tcp" ? tool.machine.excludedPorts : [];
  const rows = ranges.map(
    ([first, last]) => `${String(first).padStart(10)}  ${String(last).padStart(10)}      \n`,
  );
  tool.out(
    `\nProtocol ${protocol} Port Exclusion Ranges\n\nStart Port    End Port      \n----------    --------      \n` +
      `${rows.join("")}\n* - Administered port exclusions.\n\n`,
  );
  return 0;
}

function winHttp(tool: WindowsTool): number {
  const { proxy } = readWindowsState(tool.home);
  const lines =
    proxy === null
      ? "    Direct access (no proxy server).\n"
      : `    Proxy Server(s) :  ${proxy}\n    Bypass List     :  (none)\n`;
  tool.out(`\nCurrent WinHTTP proxy settings:\n\n${lines}\n`);
  return 0;
}

function wrongSyntax(tool: WindowsTool, verb: string, kind: Kind): number {
  tool.out("The syntax supplied for this command is not valid. Check help for the correct syntax.\n\n");
  tool.out(`Usage: ${verb} ${kind} [listenport=]<integer>|<servicename>\n\n`);
  return 1;
}

function unknown(tool: WindowsTool): number {
  tool.out(`The following command was not found: ${tool.args.join(" ")}.\n`);
  return 1;
}
