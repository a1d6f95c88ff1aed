/** Scenes of Windows and WSL side by side: a gateway in an instance, its client on Windows unless the test says so. */
import type { Scene } from "../../src/core/faults/scene.ts";
import type { NamespaceId } from "../../src/core/model/ids.ts";
import { fakeWsl, instance, type FakeWslChange } from "./fakeWsl.ts";
import { scene, stopped, type SceneChanges } from "./scenes.ts";

export interface WslSceneChange extends FakeWslChange {
  readonly target?: NamespaceId;
  readonly host?: string;
  readonly facts?: SceneChanges["facts"];
}

/** The client's connection is accepted. */
export function across(change: WslSceneChange = {}): Scene {
  return withSnapshot(scene({ facts: change.facts ?? {} }), change);
}

/** The client's connection is refused. */
export function refusedAcross(change: WslSceneChange = {}): Scene {
  return withSnapshot(stopped({ facts: change.facts ?? {} }), change);
}

function withSnapshot(base: Scene, change: WslSceneChange): Scene {
  const { target = instance, host = "127.0.0.1" } = change;
  const written = host.includes(":") ? `[${host}]` : host;
  return {
    ...base,
    snapshot: fakeWsl(change),
    target: {
      id: `${target}:18789`,
      namespace: target,
      host,
      port: 18_789,
      url: `ws://${written}:18789`,
      chosenBy: "only-gateway",
    },
  };
}
