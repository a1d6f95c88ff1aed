import { cutOff } from "./faults/cutOff.ts";
import { expiredCertificate } from "./faults/expiredCertificate.ts";
import { notFound } from "./faults/notFound.ts";
import { packageWantsNewerNode } from "./faults/packageWantsNewerNode.ts";
import { scriptWantsNewerNode } from "./faults/scriptWantsNewerNode.ts";
import { slow } from "./faults/slow.ts";
import { stalled } from "./faults/stalled.ts";
import { untrustedCertificate } from "./faults/untrustedCertificate.ts";
import type { SiteFault } from "./siteFault.ts";

/** Every way in which the sites of the installer can be bad. */
export const siteFaults: readonly SiteFault[] = [
  untrustedCertificate,
  expiredCertificate,
  notFound,
  slow,
  cutOff,
  stalled,
  scriptWantsNewerNode,
  packageWantsNewerNode,
];
