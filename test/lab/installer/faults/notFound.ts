import { notFound as answer } from "../site.ts";
import type { SiteFault } from "../siteFault.ts";

export const notFound: SiteFault = {
  id: "not-found",
  parts: ["script", "node", "packages"],
  change: (_answer, request) => answer(request),
};
