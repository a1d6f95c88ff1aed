import type { Target } from "../model/target.ts";

/** The `http://` origin of a target: HTTP and WebSocket share the gateway's port. */
export function httpOrigin(target: Target): string {
  return target.url.replace(/^ws/, "http").replace(/\/+$/, "");
}
