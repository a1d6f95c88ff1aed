import type { Door } from "../../src/core/ports/door.ts";

/** A door that leads to a shell of this machine, which then plays the guest. */
export function shellDoor(change: Partial<Door> = {}): Door {
  return {
    namespace: "wsl:Test",
    program: "/bin/sh",
    args: ["-s"],
    env: { LENS_TEST: "one two" },
    cwd: "/",
    timeoutMs: 10_000,
    ...change,
  };
}
