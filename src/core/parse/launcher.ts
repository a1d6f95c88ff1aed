/**
 * Reads the launcher script that OpenClaw's installer writes (`exec "…/bin/node" "…/dist/entry.js" "$@"`).
 * Null for any other script.
 */
export function parseLauncher(text: string): { readonly node: string; readonly entry: string } | null {
  const [, node, entry] =
    /^\s*exec\s+["']?(\/[^"'\s]*\/node)["']?\s+["']?(\/[^"']*?\/(?:openclaw\.mjs|dist\/entry\.m?js|dist\/index\.js))["']?(?:\s|$)/m.exec(
      text,
    ) ?? [];
  return node === undefined || entry === undefined ? null : { node, entry };
}
