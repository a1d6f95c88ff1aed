import type { NamespaceNote } from "../../model/namespace.ts";
import { parseCgroup } from "../../parse/cgroup.ts";
import { parseOsRelease } from "../../parse/osRelease.ts";
import type { Ports } from "../../ports/observed.ts";
import type { ProcessTable } from "./processTable.ts";

/** What kind of place this is, for people to read. A fact that cannot be told is left out. */
export async function discoverNotes(ports: Ports, table: ProcessTable): Promise<readonly NamespaceNote[]> {
  const { files, facts } = ports;
  const [release, linger, bus, docker, podman, systemd] = await Promise.all([
    files.read("/etc/os-release", 65_536),
    files.stat(`/var/lib/systemd/linger/${facts.userName}`),
    files.stat(`/run/user/${facts.uid}/bus`),
    files.stat("/.dockerenv"),
    files.stat("/run/.containerenv"),
    files.stat("/run/systemd/system"),
  ]);
  const init = table.get(1);
  const inContainer = docker.ok
    ? "docker"
    : podman.ok
      ? "podman"
      : parseCgroup(init?.cgroup ?? "").container?.engine;
  return [
    note("distribution", release.ok ? parseOsRelease(release.value).get("PRETTY_NAME") : undefined),
    note("kernel", facts.release),
    note("init", init?.name),
    note("user", `${facts.userName} (uid ${facts.uid})`.trim()),
    note("container", inContainer),
    // Lingering and the user bus mean something only where systemd runs.
    ...(systemd.ok
      ? [
          note("linger", facts.userName !== "" && linger.ok ? "on" : "off"),
          note("user bus", bus.ok ? "present" : "missing"),
        ]
      : []),
  ].flat();
}

function note(name: string, value: string | undefined): readonly NamespaceNote[] {
  return value === undefined ? [] : [{ name, value }];
}
