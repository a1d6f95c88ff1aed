import type { SiteAnswer, SitePart, SiteRequest } from "./site.ts";

/** Something that is wrong with the sites of the installer; none of it is known to who asks them. */
export interface SiteFault {
  readonly id: string;
  /** What `on` may be; the first is what it is on when nobody says. */
  readonly parts: readonly [SitePart, ...SitePart[]];
  /** Which certificate the part shows instead of a good one. */
  readonly certificate?: "untrusted" | "expired";
  /** What becomes of a good answer of that part. */
  change?(answer: SiteAnswer, request: SiteRequest): SiteAnswer;
}

/** The fault that is on, in `<home>/installer/fault.json`; null while all is well. */
export interface ActiveFault {
  readonly id: string;
  readonly on: SitePart;
}
