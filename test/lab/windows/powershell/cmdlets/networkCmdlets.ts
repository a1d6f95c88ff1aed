/** Cmdlets about sockets, name servers and the firewall. */
import { wildcard } from "../operators.ts";
import type { Cmdlet } from "../session.ts";
import { Enumeration, items, textOf, type Value } from "../values.ts";

/** Microsoft.PowerShell.Cmdletization.GeneratedTypes.NetTCPConnection.State. */
const tcpStates: Readonly<Record<string, number>> = {
  Closed: 1,
  Listen: 2,
  SynSent: 3,
  SynReceived: 4,
  Established: 5,
  FinWait1: 6,
  FinWait2: 7,
  CloseWait: 8,
  Closing: 9,
  LastAck: 10,
  TimeWait: 11,
  DeleteTCB: 12,
  Bound: 100,
};

export const getNetTcpConnection: Cmdlet = {
  name: "Get-NetTCPConnection",
  parameters: ["State", "LocalPort", "LocalAddress", "RemotePort", "RemoteAddress", "OwningProcess"],
  run(call) {
    const { args, session } = call;
    const wanted = (name: string) => items(args.get(name) ?? null).map(textOf);
    const isMeant = (name: string, value: string) =>
      wanted(name).length === 0 || wanted(name).some((pattern) => wildcard(pattern).test(value));
    const found = session.facts.side
      .sockets()
      .filter(({ protocol }) => protocol === "TCP")
      .filter((socket) => isMeant("state", socket.state ?? ""))
      .filter((socket) => isMeant("localport", String(socket.localPort)))
      .filter((socket) => isMeant("localaddress", socket.localAddress))
      .filter((socket) => isMeant("remoteport", String(socket.remotePort)))
      .filter((socket) => isMeant("remoteaddress", socket.remoteAddress))
      .filter((socket) => isMeant("owningprocess", String(socket.pid)))
      .map((socket) => ({
        LocalAddress: socket.localAddress,
        LocalPort: socket.localPort,
        RemoteAddress: socket.remoteAddress,
        RemotePort: socket.remotePort,
        State: new Enumeration(socket.state ?? "Closed", tcpStates[socket.state ?? "Closed"] ?? 1),
        OwningProcess: socket.pid,
      }));
    if (found.length === 0 && args.size > 0) call.report(nothingFound(wanted), "CmdletizationQuery_NotFound");
    return found;
  },
};

function nothingFound(wanted: (name: string) => readonly string[]): string {
  const terms = (["LocalPort", "State", "OwningProcess"] as const).flatMap((name) => {
    const values = wanted(name.toLowerCase()).map((value) => tcpStates[value] ?? value);
    return values.length === 0 ? [] : [`((${values.map((value) => `${name} = ${value}`).join(") OR (")}))`];
  });
  return (
    "No matching MSFT_NetTCPConnection objects found by CIM query for instances of the " +
    "ROOT/StandardCimv2/MSFT_NetTCPConnection class on the  CIM server: SELECT * FROM MSFT_NetTCPConnection  WHERE " +
    `${terms.join(" AND ")}. Verify query parameters and retry.`
  );
}

export const getDnsClientServerAddress: Cmdlet = {
  name: "Get-DnsClientServerAddress",
  parameters: ["AddressFamily", "InterfaceAlias", "InterfaceIndex"],
  run({ args, session }) {
    const family = textOf(args.get("addressfamily") ?? "");
    const row = (name: string, index: number, isIpv6: boolean, servers: readonly string[]): Value => ({
      InterfaceAlias: name,
      InterfaceIndex: index,
      AddressFamily: isIpv6 ? 23 : 2,
      ServerAddresses: servers,
    });
    const rows = [
      row("Ethernet", 5, false, session.facts.state.dnsServers),
      row("Ethernet", 5, true, []),
      row("Loopback Pseudo-Interface 1", 1, false, []),
    ];
    const wantsIpv6 = /ipv6|23/i.test(family);
    return family === ""
      ? rows
      : rows.filter((each) => wantsIpv6 === textOf(each).includes("AddressFamily=23"));
  },
};

export const getNetFirewallProfile: Cmdlet = {
  name: "Get-NetFirewallProfile",
  parameters: ["Name", "PolicyStore"],
  positional: ["Name"],
  run({ args, session }) {
    const { domain, private: home, public: open } = session.facts.state.firewall;
    const names = items(args.get("name") ?? null).map(textOf);
    return Object.entries({ Domain: domain, Private: home, Public: open })
      .filter(([name]) => names.length === 0 || names.some((one) => one.toLowerCase() === name.toLowerCase()))
      .map(([name, isOn]) => ({
        Name: name,
        Enabled: new Enumeration(isOn ? "True" : "False", isOn ? 1 : 0),
        DefaultInboundAction: new Enumeration("NotConfigured", 0),
        DefaultOutboundAction: new Enumeration("NotConfigured", 0),
      }));
  },
};

/** WSL's, the only virtual machines that the lab has (learn.microsoft.com/windows/wsl/networking). */
const wslCreator = "{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}";

export const getNetFirewallHyperVVMSetting: Cmdlet = {
  name: "Get-NetFirewallHyperVVMSetting",
  parameters: ["Name", "PolicyStore"],
  positional: ["Name"],
  run({ args, session }) {
    const name = textOf(args.get("name") ?? wslCreator);
    if (name.toUpperCase() !== wslCreator) return [];
    const { hyperVInbound } = session.facts.state;
    return [
      {
        Name: wslCreator,
        Enabled: new Enumeration("True", 1),
        DefaultInboundAction: new Enumeration(hyperVInbound, hyperVInbound === "Allow" ? 2 : 4),
        DefaultOutboundAction: new Enumeration("Allow", 2),
        LoopbackEnabled: new Enumeration("True", 1),
        AllowHostPolicyMerge: new Enumeration("True", 1),
      },
    ];
  },
};
