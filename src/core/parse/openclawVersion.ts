/** An OpenClaw release: year, month and number, such as 2026.9.6. Betas count as the release they lead to. */
export type OpenclawVersion = readonly [year: number, month: number, release: number];

/** Finds the version in `2026.9.6`, `2026.7.2-beta.5` or `OpenClaw 2026.9.6 (eb377ac)`; null when there is none. */
export function parseOpenclawVersion(text: string): OpenclawVersion | null {
  const found = /\b(20\d\d)\.(\d{1,2})\.(\d{1,3})\b/.exec(text);
  return found === null ? null : [Number(found[1]), Number(found[2]), Number(found[3])];
}

/** Negative when `left` is the older one, 0 when they are the same release. */
export function compareVersions(left: OpenclawVersion, right: OpenclawVersion): number {
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}
