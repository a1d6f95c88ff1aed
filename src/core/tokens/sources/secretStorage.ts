import type { TokenSource } from "../../model/tokenSource.ts";
import type { Ports } from "../../ports/observed.ts";

/**
 * The token that the user has given to this product itself, in VS Code's secret storage. It is sent only where no
 * other source can be read: a client of OpenClaw would not know it, and what clients send is what is looked for.
 */
export function findSecretStorage(
  ports: Ports,
  namespace: string,
  isOtherReadable: boolean,
): readonly TokenSource[] {
  const handle = ports.facts.storedToken;
  if (handle === null) return [];
  return [
    {
      id: `${namespace}/client/secret-storage`,
      kind: "secret-storage",
      role: "client",
      credential: "token",
      location: {},
      fingerprint: handle.fingerprint,
      length: handle.length,
      effective: false,
      afterRestart: false,
      clientsIn: isOtherReadable ? [] : [namespace],
      state: isOtherReadable ? "shadowed" : "used",
      reason: isOtherReadable
        ? "VS Code keeps it for Gateway Lens; what clients here send can be read, so that is sent instead."
        : "VS Code keeps it, and Gateway Lens sends it: no other token can be read from here.",
    },
  ];
}
