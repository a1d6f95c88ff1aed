import type { ProxyScenario } from "./proxyScenario.ts";
import { buffering } from "./scenarios/buffering.ts";
import { expiringCertificate } from "./scenarios/expiringCertificate.ts";
import { goodCaddy } from "./scenarios/goodCaddy.ts";
import { goodNginx } from "./scenarios/goodNginx.ts";
import { noUpgradeHeaders } from "./scenarios/noUpgradeHeaders.ts";
import { shortIdleTimeout } from "./scenarios/shortIdleTimeout.ts";
import { tlsEndedTwice } from "./scenarios/tlsEndedTwice.ts";
import { wrongScheme } from "./scenarios/wrongScheme.ts";

/** Every way to stand before a gateway that the lab has. */
export const proxyScenarios: readonly ProxyScenario[] = [
  goodNginx,
  goodCaddy,
  noUpgradeHeaders,
  buffering,
  shortIdleTimeout,
  tlsEndedTwice,
  wrongScheme,
  expiringCertificate,
];
