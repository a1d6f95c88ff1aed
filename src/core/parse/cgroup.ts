/** What a control group path says of the process that is in it. */
export interface CgroupOwner {
  /** The innermost systemd service or scope, or null. */
  readonly unit: string | null;
  /** Which service manager the unit belongs to; null without a unit. */
  readonly scope: "user" | "system" | null;
  readonly container: { readonly engine: ContainerEngine; readonly id: string } | null;
}

export type ContainerEngine = "docker" | "podman" | "kubernetes" | "containerd" | "lxc" | "nspawn";

/**
 * How each engine names the group of a container, on cgroup v1 and v2 and with the systemd or the cgroupfs driver.
 * Kubernetes comes first: its groups end in the name that the runtime below it gives.
 */
const containerPatterns: readonly (readonly [ContainerEngine, RegExp])[] = [
  ["kubernetes", /\/kubepods[^/]*\/(?:.*\/)?(?:(?:cri-)?[a-z]+-)?([0-9a-f]{64})(?:\.scope)?(?:\/|$)/],
  ["docker", /\/docker(?:-|\/)([0-9a-f]{12,64})(?:\.scope)?(?:\/|$)/],
  ["podman", /\/libpod-([0-9a-f]{12,64})(?:\.scope)?(?:\/|$)/],
  [
    "containerd",
    /\/(?:nerdctl-|cri-containerd-|system\.slice:containerd:)([0-9a-f]{12,64})(?:\.scope)?(?:\/|$)/,
  ],
  ["containerd", /\/(?:default|k8s\.io|moby)\/([0-9a-f]{64})(?:\/|$)/],
  ["lxc", /\/lxc(?:\.payload\.|\/)([^/]+)(?:\/|$)/],
  ["nspawn", /\/(?:machine\.slice\/)?systemd-nspawn@([^/]+)\.service\/payload(?:\/|$)/],
];

/** Reads the path part of a `/proc/<pid>/cgroup` line. A path that names nothing gives three nulls. */
export function parseCgroup(path: string): CgroupOwner {
  for (const [engine, pattern] of containerPatterns) {
    const id = pattern.exec(path)?.[1];
    if (id !== undefined) return { unit: null, scope: null, container: { engine, id } };
  }
  const names = path.split("/").filter((name) => /\.(?:service|scope)$/.test(name));
  const managerAt = names.findIndex((name) => /^user@\d+\.service$/.test(name));
  const unit = names.at(-1);
  if (unit === undefined) return { unit: null, scope: null, container: null };
  const isUserUnit = managerAt !== -1 && managerAt < names.length - 1;
  return { unit: unescapeUnit(unit), scope: isUserUnit ? "user" : "system", container: null };
}

/** systemd writes bytes that a path or unit name may not hold as `\x2d`. */
function unescapeUnit(name: string): string {
  return name.replaceAll(/\\x([0-9a-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
