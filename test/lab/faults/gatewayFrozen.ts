import { insideFault } from "./insideFault.ts";

export const gatewayFrozen = insideFault({
  id: "gateway-frozen",
  shows: "the gateway takes connections and answers none; systemd calls it active",
  apply: "service kill --signal=STOP --kill-whom=main $unit",
  clear: "service kill --signal=CONT --kill-whom=main $unit 2>/dev/null || true",
});
