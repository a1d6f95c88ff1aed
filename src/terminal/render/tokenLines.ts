import type { TokenSource } from "../../core/model/tokenSource.ts";
import { sourceLabel, usage } from "../../core/present/tokenNodes.ts";
import type { NamespaceTokens } from "../../core/present/tokensModel.ts";
import { facts } from "../../core/present/treeNode.ts";
import { indented } from "./findingLines.ts";
import type { Style } from "./style.ts";

/** The sources of one namespace, the reason why each counts or not, and who wins. */
export function tokenLines(tokens: NamespaceTokens, style: Style): readonly string[] {
  const { sources, version } = tokens;
  const all = sources.map(({ source }) => source);
  const label = (source: TokenSource): string => sourceLabel(source, all);
  const width = Math.max(...all.map((source) => label(source).length));
  const order = version === null ? "the version is not known" : `order of precedence of openclaw ${version}`;
  return [
    `${style.paint("bold", tokens.name)}  ${style.paint("dim", order)}`,
    ...sources.flatMap(({ source, agrees }) => {
      const isUsed = source.state === "used";
      const colour = isUsed ? (agrees === false ? "yellow" : null) : "dim";
      const row = facts(
        source.fingerprint,
        source.credential === "password" && "password",
        usage(source),
        agrees === false && (isUsed ? "differs from the gateway's" : "differs, harmless"),
      );
      return [
        `  ${style.paint(colour, `${source.role}  ${label(source).padEnd(width)}  ${row}`)}`,
        ...indented(source.reason, "dim", style).map((line) => `  ${line}`),
      ];
    }),
    ...indented(summary(tokens, label), null, style),
  ];
}

function summary(
  { servers, afterRestart, clients }: NamespaceTokens,
  label: (source: TokenSource) => string,
): string {
  const named = (sources: readonly TokenSource[]): string =>
    sources.map((source) => `${label(source)} (${source.fingerprint ?? "value not seen"})`).join(", ");
  return [
    servers.length === 0
      ? "No running server is known to use one of these."
      : `In use by servers: ${named(servers)}.`,
    afterRestart.length === 0 ? "" : `After a restart: ${named(afterRestart)}.`,
    clients.length === 0 ? "" : `Clients here send: ${named(clients)}.`,
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}
