import type { Account } from "../protocol.ts";

/** Texts of `/etc/passwd` and `/etc/group`. */
export interface AccountFiles {
  readonly passwd: string;
  readonly group: string;
}

/** The account with that name or uid; null when there is none. */
export function findAccount(files: AccountFiles, nameOrUid: string | number): Account | null {
  for (const line of files.passwd.split("\n")) {
    const [name, , uid, gid, , home, shell] = line.split(":");
    if (name === undefined || shell === undefined) continue;
    if (nameOrUid !== name && nameOrUid !== Number(uid)) continue;
    return {
      name,
      uid: Number(uid),
      gid: Number(gid),
      groups: groupsOf(files.group, name, Number(gid)),
      home: home ?? "/",
      shell: shell || "/bin/sh",
    };
  }
  return null;
}

function groupsOf(text: string, name: string, primary: number): readonly number[] {
  const groups = new Set([primary]);
  for (const line of text.split("\n")) {
    const [, , gid, members] = line.split(":");
    if (members?.split(",").includes(name) === true) groups.add(Number(gid));
  }
  return [...groups].sort((one, other) => one - other);
}
