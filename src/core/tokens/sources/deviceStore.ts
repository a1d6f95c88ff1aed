import type { TokenSource } from "../../model/tokenSource.ts";
import type { Ports } from "../../ports/observed.ts";
import type { TokenContext } from "../serverSite.ts";

/** Where the command line keeps the tokens of its paired device; the second one before the store became a database. */
const storeFiles = ["state/openclaw.sqlite", "identity/device-auth.json"];

/**
 * The device store of the state directory, which the command line falls back to when it has nothing else to send. It
 * is private to OpenClaw and holds a private key: that it exists is all that is looked at.
 */
export async function findDeviceStore(
  ports: Ports,
  { namespace, reading }: TokenContext,
  isOtherSent: boolean,
): Promise<readonly TokenSource[]> {
  for (const name of storeFiles) {
    const file = `${reading.paths.stateDir}/${name}`;
    const stat = await ports.files.stat(file);
    if (!stat.ok) continue;
    return [
      {
        id: `${namespace}/client/device-store/${file}`,
        kind: "device-store",
        role: "client",
        credential: "token",
        location: { file },
        fingerprint: null,
        length: null,
        effective: false,
        afterRestart: false,
        clientsIn: isOtherSent ? [] : [namespace],
        state: "reference",
        reason: isOtherSent
          ? "A paired device's token may be in it; clients here have something else to send."
          : "Nothing else is set, so clients here send the token of their paired device, if it has one. It is not opened.",
      },
    ];
  }
  return [];
}
