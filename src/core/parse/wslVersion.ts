/** The version of WSL from `wsl --version`, whose labels are translated and whose first line tells it; null otherwise. */
export function parseWslVersion(text: string): string | null {
  const [first = ""] = text.trim().split("\n");
  return /(\d+\.\d+\.\d+(?:\.\d+)?)/.exec(first)?.[1] ?? null;
}
