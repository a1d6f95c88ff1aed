import type { NamespaceId } from "../../model/ids.ts";
import type { Namespace } from "../../model/namespace.ts";
import type { Scene } from "../scene.ts";

/** The namespace that is judged: the target's, or the vantage where no ladder was climbed. */
export function placeId({ snapshot, target }: Scene): NamespaceId {
  return target?.namespace ?? snapshot.vantage;
}

/** That namespace as discovery saw it; null when it did not. */
export function placeOf(scene: Scene): Namespace | null {
  const id = placeId(scene);
  return scene.snapshot.namespaces.find((each) => each.id === id) ?? null;
}
