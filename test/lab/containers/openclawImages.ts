/** The images of OpenClaw that the engine of a lab has, as if they had been pulled. */
import { newestGateway, type GatewayVersion } from "../../support/realGatewayInstall.ts";
import { ensureRootfs } from "../images/rootfs.ts";
import { ensureGatewayLayer, ensureMarkLayer, ensureNodeLayer, ensureStandInLayer } from "./imageLayers.ts";
import type { StoredImage } from "./imageConfig.ts";

export const repository = "ghcr.io/openclaw/openclaw";

/** References of the images; each container is made from one. */
export const imageNames = {
  /** The real package. */
  gateway: `${repository}:${newestGateway}`,
  /** A server that is up in a moment, in the real one's place. */
  standIn: `${repository}:stand-in`,
  /** The same, from before `stand-in` was moved on to the next. */
  standInBefore: `${repository}:stand-in-before`,
} as const;

/** The published image sets these (OpenClaw's Dockerfile). */
function configOf(version: GatewayVersion) {
  return {
    User: "node",
    WorkingDir: "/app",
    Env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "NODE_ENV=production"],
    Cmd: ["node", "dist/index.js", "gateway", "--allow-unconfigured"],
    Labels: {
      "org.opencontainers.image.title": "OpenClaw",
      "org.opencontainers.image.source": "https://github.com/openclaw/openclaw",
      "org.opencontainers.image.version": version,
    },
  };
}

/** The one with the stand-in alone. */
export async function standInImage(): Promise<StoredImage> {
  const layers = [await ensureRootfs(), await ensureNodeLayer(), await ensureStandInLayer()];
  return { tags: [imageNames.standIn], pulledFrom: [repository], layers, config: configOf(newestGateway) };
}

export async function openclawImages(): Promise<readonly StoredImage[]> {
  const base = [await ensureRootfs(), await ensureNodeLayer()];
  const standIn = await standInImage();
  const config = configOf(newestGateway);
  return [
    {
      tags: [imageNames.gateway, `${repository}:latest`],
      pulledFrom: [repository],
      layers: [...base, await ensureGatewayLayer()],
      config,
    },
    standIn,
    {
      tags: [imageNames.standInBefore],
      pulledFrom: [repository],
      layers: [...standIn.layers, await ensureMarkLayer("before")],
      config,
    },
  ];
}
