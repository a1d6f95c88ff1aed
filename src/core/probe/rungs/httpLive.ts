import type { Rung } from "../rung.ts";
import { tcp } from "./tcp.ts";

/** What `/healthz` answered. Only its JSON counts: every unknown path of a gateway answers 200 with a web page. */
export interface HttpLiveFact {
  readonly answer: "live" | "web-page" | "other-http" | "silent" | "not-http" | "refused";
  readonly status: number | null;
  readonly contentType: string;
  readonly detail: string;
}

export const httpLive: Rung<HttpLiveFact> = {
  id: "http-live",
  title: "Liveness over HTTP",
  layer: "network",
  after: [tcp],
  isQuick: true,
  timeoutMs: 4_000,
  climb: async () => {
    throw new Error("to be written");
  },
};
