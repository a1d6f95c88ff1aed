/** The version in the path of a Node binary that a version manager or an installer laid out, or null. */
export function nodeVersionFromPath(path: string): string | null {
  return (
    /\/(?:node-)?v?(\d+\.\d+\.\d+)(?:-[a-z]+-[a-z0-9]+)?\/(?:installation\/)?bin\/node$/.exec(path)?.[1] ??
    null
  );
}

/** The version in `include/node/node_version.h`, which every official build and most packages carry; or null. */
export function parseNodeVersionHeader(text: string): string | null {
  const part = (name: string): string | undefined =>
    new RegExp(`^#define NODE_${name}_VERSION (\\d+)\\s*$`, "m").exec(text)?.[1];
  const parts = ["MAJOR", "MINOR", "PATCH"].map(part);
  return parts.includes(undefined) ? null : parts.join(".");
}
