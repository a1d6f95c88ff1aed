import assert from "node:assert/strict";
import { reachableMode } from "../../../../src/core/config/reachableMode.ts";
import { success, failed, type Outcome } from "../../../../src/core/base/outcome.ts";
import type { FileFacts, FileFailure } from "../../../../src/core/ports/files.ts";
import type { Ports } from "../../../../src/core/ports/observed.ts";

const path = "/home/dev/.openclaw/openclaw.json";

function filesWith(modes: Readonly<Record<string, number>>): Ports["files"] {
  const stat = (each: string): Promise<Outcome<FileFacts, FileFailure> & { evidence: string }> => {
    const mode = modes[each];
    const outcome: Outcome<FileFacts, FileFailure> =
      mode === undefined
        ? failed({ reason: "not-recorded", detail: "not in the recording" })
        : success({ kind: "file", sizeBytes: 1, mode, uid: 1000, modifiedAt: 0 });
    return Promise.resolve({ ...outcome, evidence: `stat ${each}` });
  };
  return { stat } as unknown as Ports["files"];
}

async function modeIn(folders: readonly [number, number, number], file: number): Promise<number | string> {
  const [home, user, state] = folders;
  const mode = await reachableMode(
    filesWith({ "/home": home, "/home/dev": user, "/home/dev/.openclaw": state, [path]: file }),
    path,
  );
  return mode.known ? mode.value : mode.reason;
}

describe("reachableMode", () => {
  it("is the file's own where every folder lets pass", async () => {
    assert.equal(await modeIn([0o755, 0o755, 0o755], 0o644), 0o644);
  });

  it("leaves out whom a folder above keeps out, however high it is", async () => {
    assert.equal(await modeIn([0o755, 0o755, 0o700], 0o644), 0o600);
    assert.equal(await modeIn([0o755, 0o750, 0o755], 0o644), 0o640);
  });

  it("counts passing, not listing", async () => {
    assert.equal(await modeIn([0o711, 0o711, 0o711], 0o644), 0o644);
    assert.equal(await modeIn([0o744, 0o744, 0o744], 0o644), 0o600);
  });

  it("is unknown where a folder could not be asked", async () => {
    const mode = await reachableMode(filesWith({ [path]: 0o644, "/home": 0o755 }), path);
    assert.equal(mode.known, false);
    assert.deepEqual(mode.evidence, [
      `stat ${path}`,
      "stat /home/dev/.openclaw",
      "stat /home/dev",
      "stat /home",
    ]);
  });
});
