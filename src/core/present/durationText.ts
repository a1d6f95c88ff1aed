/** How long something took: `2 ms`, `1.4 s`, `75 s`. */
export function elapsedText(ms: number): string {
  if (ms < 1) return "< 1 ms";
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}

const units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
] as const;

/** How long something has lasted, in its largest unit: `3 h`, `12 s`. */
export function durationText(ms: number): string {
  const unit = units.find(([, size]) => ms >= size);
  return unit === undefined ? "0 s" : `${Math.floor(ms / unit[1])} ${unit[0]}`;
}
