import { sourceLabel, usage } from "../../core/present/tokenNodes.ts";
import type { NamespaceTokens } from "../../core/present/tokensModel.ts";
import { facts } from "../../core/present/treeNode.ts";
import { indented } from "./findingLines.ts";
import type { Style } from "./style.ts";

/** The sources of one namespace, the reason why each counts or not, and who wins. */
export function tokenLines(tokens: NamespaceTokens, style: Style): readonly string[] {
  const { sources, server, afterRestart, clients, version } = tokens;
  const width = Math.max(...sources.map(({ source }) => sourceLabel(source).length));
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
        agrees === false && (isUsed ? "differs from the server's" : "differs, harmless"),
      );
      return [
        `  ${style.paint(colour, `${source.role}  ${sourceLabel(source).padEnd(width)}  ${row}`)}`,
        ...indented(source.reason, "dim", style).map((line) => `  ${line}`),
      ];
    }),
    ...indented(
      [
        server === null
          ? "No running server is known to use one of these."
          : `The server uses ${sourceLabel(server)} (${server.fingerprint ?? "value not seen"}).`,
        afterRestart === null || afterRestart.id === server?.id
          ? ""
          : `After its next restart it uses ${sourceLabel(afterRestart)} (${afterRestart.fingerprint ?? "value not seen"}).`,
        clients.length === 0
          ? ""
          : `Clients here send ${clients.map((each) => `${sourceLabel(each)} (${each.fingerprint ?? "value not seen"})`).join(", ")}.`,
      ]
        .filter((sentence) => sentence !== "")
        .join(" "),
      null,
      style,
    ),
  ];
}
