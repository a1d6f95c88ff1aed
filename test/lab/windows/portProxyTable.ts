import type { PortProxyRule } from "./windowsState.ts";

/** Lines above the rules of one kind, as recorded; each language has its own spacing. */
interface Heads {
  readonly title: (listen: string, connect: string) => string;
  readonly columns: string;
}

const columns = "Address         Port        Address         Port";

const english: Heads = {
  title: (listen, connect) => `Listen on ${listen}:             Connect to ${connect}:`,
  columns,
};

const byLanguage: Readonly<Record<string, Heads>> = {
  "de-DE": {
    title: (listen, connect) => `Lauschen auf ${listen}:          Verbindung mit ${connect}:`,
    columns: "Adresse         Port        Adresse         Port",
  },
  "fr-FR": {
    title: (listen, connect) => `Écouter sur ${listen} :             Connecter à ${connect} :`,
    columns: "Adresse         Port        Adresse         Port",
  },
  "ja-JP": {
    title: (listen, connect) => `${listen} をリッスンする:         ${connect} に接続する:`,
    columns,
  },
  "zh-CN": {
    title: (listen, connect) => `侦听 ${listen}:                 连接到 ${connect}:`,
    columns: "地址            端口        地址            端口",
  },
};

export const portProxyKinds = ["v4tov4", "v4tov6", "v6tov4", "v6tov6"] as const;

/** What `netsh interface portproxy show` writes, lines ended by LF; languages that were not recorded are English. */
export function portProxyTable(
  rules: readonly PortProxyRule[],
  language: string,
  kinds: readonly PortProxyRule["kind"][] = portProxyKinds,
): string {
  const heads = byLanguage[language] ?? english;
  const sections = kinds.map((kind) => {
    const ofKind = rules.filter((rule) => rule.kind === kind);
    if (ofKind.length === 0) return "";
    const title = heads.title(`ip${kind.slice(0, 2)}`, `ip${kind.slice(-2)}`);
    const ruler = "--------------- ----------  --------------- ----------";
    return `\n${title}\n\n${heads.columns}\n${ruler}\n${ofKind.map(ruleLine).join("")}`;
  });
  return `${sections.join("")}\n`;
}

function ruleLine(rule: PortProxyRule): string {
  const listen = `${rule.listenAddress.padEnd(15)} ${String(rule.listenPort).padEnd(10)}`;
  return `${listen}  ${rule.connectAddress.padEnd(15)} ${rule.connectPort}\n`;
}
