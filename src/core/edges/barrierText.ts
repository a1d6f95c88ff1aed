import { assertNever } from "../base/assertNever.ts";
import type { ListenerOwner } from "../model/listener.ts";
import type { Gateway } from "../model/gateway.ts";
import type { NamespaceId } from "../model/ids.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { hostPort } from "./loopback.ts";
import type { Barrier } from "./barrier.ts";

/** The two sides of a barrier as people call them. */
export interface Sides {
  /** Where the client is: "Windows", or an instance. */
  readonly here: string;
  /** Where the gateway is. */
  readonly there: string;
  readonly port: number;
}

/** The vantage, and the place of a gateway. */
export function sidesOf(snapshot: Snapshot, { namespace, port }: Gateway): Sides {
  return { here: placeName(snapshot, snapshot.vantage), there: placeName(snapshot, namespace), port };
}

/** "Windows", or the name of an instance; the id where the namespace was not seen. */
export function placeName({ namespaces }: Snapshot, id: NamespaceId): string {
  const namespace = namespaces.find((each) => each.id === id);
  if (namespace === undefined) return id;
  return namespace.kind === "windows" ? "Windows" : namespace.name;
}

/** Why a gateway is not reached, as one sentence. */
export function barrierText(barrier: Barrier, { here, there, port }: Sides): string {
  switch (barrier.reason) {
    case "relay-off":
      return `WSL relays no port to Windows: ${fileLine(barrier)} sets localhostForwarding to false.`;
    case "relay-missing":
      return `WSL relays what listens in ${there} to Windows' loopback, but nobody listens on port ${port} of Windows.`;
    case "port-held":
      return `On Windows, port ${port} belongs to ${barrier.owners.map(ownerText).join(" and ")}, so WSL cannot relay it.`;
    case "other-family":
      return `The gateway listens on one address family only, so WSL relays it to ${hostPort(barrier.host, port)}.`;
    case "address-not-relayed":
      return `The gateway listens at ${barrier.addresses.join(" and ")} only; WSL relays loopback and unspecified addresses.`;
    case "mode-without-relay":
      return `In networking mode ${barrier.mode}, nothing leads from Windows' loopback into WSL.`;
    case "windows-loopback":
      return `127.0.0.1 in ${here} is the network of the WSL instances; unless it is mirrored, it does not lead to ${there}.`;
    case "not-known":
      return `Why cannot be told (${barrier.what}).`;
    default:
      return assertNever(barrier);
  }
}

function ownerText({ process, pid }: ListenerOwner): string {
  return `${process} (pid ${pid})`;
}

function fileLine({ file, line }: { readonly file: string; readonly line: number | null }): string {
  return line === null ? file : `${file}:${line}`;
}
