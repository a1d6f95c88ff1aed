import { unknown } from "../model/fact.ts";
import { windowsNetwork } from "../model/ids.ts";
import type { Discovery, NamespaceProvider } from "./provider.ts";
import { findWindowsGateways } from "./windows/gateways.ts";
import { readWindowsListeners } from "./windows/listeners.ts";
import { readWslConfig } from "./windows/readWslConfig.ts";
import { windowsHttp } from "./windows/windowsHttp.ts";
import { findWindows } from "./windows/windowsSystem.ts";
import { portOf, defaultPortOf } from "../config/paths.ts";
import type { Ports } from "../ports/observed.ts";

const id = "windows";

/** Windows itself: the machine that the product runs on, or the one around the WSL instance that it runs in. */
export const windows: NamespaceProvider = {
  id,
  supports: ({ platform, wslInstance }) => platform === "win32" || wslInstance != null,
  async discover(ports, signal) {
    const system = await findWindows(ports);
    if (system === null) return nothing;
    const [view, wslConfig] = await Promise.all([
      readWindowsListeners(system, ports, signal),
      readWslConfig(system, ports),
    ]);
    const { listeners, portproxies, blindSpots } = view;
    const isVantage = ports.facts.platform === "win32";
    // From an instance 127.0.0.1 is the instance's own; what is relayed to Windows is then seen at its source.
    const asked = isVantage ? ports : { ...ports, http: windowsHttp(system, ports) };
    const own = (listeners.known ? listeners.value : []).filter(
      ({ exposure }) => isVantage || exposure !== "relay",
    );
    const gateways = await findWindowsGateways(asked, own, await candidates(ports), signal);
    return {
      networks: [{ id: windowsNetwork, name: ports.facts.hostname, listeners }],
      namespaces: [
        {
          id,
          kind: "windows",
          name: ports.facts.hostname,
          network: windowsNetwork,
          state: "running",
          facts: isVantage ? [{ name: "build", value: ports.facts.release }] : [],
          tokenSources: [],
          supervisors: [],
          installs: [],
          blindSpots: [
            ...blindSpots,
            "Installs, tasks and the gateway configuration of Windows are not read.",
          ],
        },
      ],
      edges: [],
      gateways,
      configs: new Map([[id, unknown("the gateway configuration of Windows is not read")]]),
      portproxies,
      wslConfig,
    };
  },
};

const nothing: Discovery = { networks: [], namespaces: [], edges: [], gateways: [], configs: new Map() };

/** Where a gateway listens that nobody told otherwise. */
async function candidates({ processes, facts }: Ports): Promise<ReadonlySet<number>> {
  const variables = await processes.environment("self", ["OPENCLAW_GATEWAY_PORT"]);
  const named = portOf(variables.ok ? variables.value["OPENCLAW_GATEWAY_PORT"] : null);
  return new Set([defaultPortOf(facts.profile), ...(named === null ? [] : [named])]);
}
