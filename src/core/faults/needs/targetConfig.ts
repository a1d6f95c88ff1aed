import { unknown } from "../../model/fact.ts";
import type { FindingLocation } from "../../model/finding.ts";
import type { GatewayConfig } from "../../model/gatewayConfig.ts";
import { gatewayOf, isOtherGateway, namesPort } from "../../probe/targetGateway.ts";
import type { Need } from "../rule.ts";
import type { Scene } from "../scene.ts";
import { placeId } from "./place.ts";

/** The configuration that the target runs with, or would. One for another port says nothing about it. */
export const targetConfig: Need<GatewayConfig> = (scene) => {
  const { snapshot, target } = scene;
  const config = snapshot.configs.get(placeId(scene)) ?? unknown("no configuration was looked for");
  if (!config.known || target === null) return config;
  const gateway = gatewayOf(snapshot, target);
  if (gateway !== null && isOtherGateway(snapshot, target, gateway) && !namesPort(config.value)) {
    return unknown(`the gateway runs on ${gateway.stateDir}, not on the configuration here`, config.evidence);
  }
  if (config.value.port.value === target.port || gateway?.stateDir === config.value.stateDir) return config;
  return unknown(`the configuration here is for port ${config.value.port.value}`, config.evidence);
};

/** The same, where the file could be read to its end, so that what is not in it is absent. */
export const readableConfig: Need<GatewayConfig> = (scene) => {
  const config = targetConfig(scene);
  if (!config.known) return config;
  const broken = config.value.problems.find(({ kind }) => kind !== "schema");
  return broken === undefined ? config : unknown(`the configuration: ${broken.message}`, config.evidence);
};

/** Where a value stands in the file, or the nearest thing above it that does. */
export function configLocation(scene: Scene, config: GatewayConfig, path: string): FindingLocation {
  const parts = path.split(".");
  for (let length = parts.length; length > 0; length -= 1) {
    const above = parts.slice(0, length).join(".");
    const line = config.lineOf[above];
    if (line !== undefined) {
      return { namespace: placeId(scene), file: config.fileOf[above] ?? config.path, line };
    }
  }
  return { namespace: placeId(scene), file: config.path, line: null };
}
