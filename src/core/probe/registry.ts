/** The ladder: every rung, in ladder order. To add one, write its file and list it here. */
import type { Rung } from "./rung.ts";
import { vantage } from "./rungs/vantage.ts";
import { instance } from "./rungs/instance.ts";
import { supervisor } from "./rungs/supervisor.ts";
import { listeners } from "./rungs/listeners.ts";
import { tcp } from "./rungs/tcp.ts";
import { httpLive } from "./rungs/httpLive.ts";
import { httpReady } from "./rungs/httpReady.ts";
import { wsHandshake } from "./rungs/wsHandshake.ts";
import { auth } from "./rungs/auth.ts";
import { pairing } from "./rungs/pairing.ts";
import { rpcHealth } from "./rungs/rpcHealth.ts";
import { cliStatus } from "./rungs/cliStatus.ts";
import { cliGatewayStatus } from "./rungs/cliGatewayStatus.ts";
import { recentLogs } from "./rungs/recentLogs.ts";
import { doctor } from "./rungs/doctor.ts";
import { channels } from "./rungs/channels.ts";

export const rungs: readonly Rung<unknown>[] = [
  vantage,
  instance,
  supervisor,
  listeners,
  tcp,
  httpLive,
  httpReady,
  wsHandshake,
  auth,
  pairing,
  rpcHealth,
  cliStatus,
  cliGatewayStatus,
  recentLogs,
  doctor,
  channels,
];
