/** Compares dotted versions by their numbers: negative when `one` is older. What follows a `-` is left out. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [numbers(one), numbers(other)];
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbers(version: string): readonly number[] {
  const [plain = ""] = version.replace(/^v/, "").split(/[-+]/);
  return plain.split(".").map(Number);
}
