import type { SiteFault } from "../siteFault.ts";

/** As behind a proxy that opens TLS, whose authority the instance does not have. */
export const untrustedCertificate: SiteFault = {
  id: "untrusted-certificate",
  parts: ["script", "node", "packages"],
  certificate: "untrusted",
};
