/** What each rung of the ladder left, as needs of rules. */
import { factOf, type Rung } from "../../probe/rung.ts";
import { tcp, type TcpFact } from "../../probe/rungs/tcp.ts";
import { httpLive, type HttpLiveFact } from "../../probe/rungs/httpLive.ts";
import { httpReady, type HttpReadyFact } from "../../probe/rungs/httpReady.ts";
import { wsHandshake, type WsHandshakeFact } from "../../probe/rungs/wsHandshake.ts";
import { auth, type AuthFact } from "../../probe/rungs/auth.ts";
import { listeners, type ListenersFact } from "../../probe/rungs/listeners.ts";
import { pairing, type PairingFact } from "../../probe/rungs/pairing.ts";
import { rpcHealth, type RpcHealthFact } from "../../probe/rungs/rpcHealth.ts";
import { cliGatewayStatus, type CliGatewayStatusFact } from "../../probe/rungs/cliGatewayStatus.ts";
import { recentLogs, type RecentLogsFact } from "../../probe/rungs/recentLogs.ts";
import { channels, type ChannelsFact } from "../../probe/rungs/channels.ts";
import { instance, type InstanceFact } from "../../probe/rungs/instance.ts";
import { supervisor, type SupervisorFact } from "../../probe/rungs/supervisor.ts";
import type { Need } from "../rule.ts";

export const tcpFact: Need<TcpFact> = of(tcp);
export const httpLiveFact: Need<HttpLiveFact> = of(httpLive);
export const httpReadyFact: Need<HttpReadyFact> = of(httpReady);
export const wsHandshakeFact: Need<WsHandshakeFact> = of(wsHandshake);
export const authFact: Need<AuthFact> = of(auth);
export const listenersFact: Need<ListenersFact> = of(listeners);
export const pairingFact: Need<PairingFact> = of(pairing);
export const rpcHealthFact: Need<RpcHealthFact> = of(rpcHealth);
export const cliGatewayStatusFact: Need<CliGatewayStatusFact> = of(cliGatewayStatus);
export const recentLogsFact: Need<RecentLogsFact> = of(recentLogs);
export const channelsFact: Need<ChannelsFact> = of(channels);
export const instanceFact: Need<InstanceFact> = of(instance);
export const supervisorFact: Need<SupervisorFact> = of(supervisor);

function of<T>(rung: Rung<T>): Need<T> {
  return ({ ladder }) => factOf(ladder, rung);
}
