import type { SiteFault } from "../siteFault.ts";

export const expiredCertificate: SiteFault = {
  id: "expired-certificate",
  parts: ["script", "node", "packages"],
  certificate: "expired",
};
