import assert from "node:assert/strict";
import { parseCgroup } from "../../../../src/core/parse/cgroup.ts";

const id = "3f9a1c07".repeat(8);

describe("parseCgroup", () => {
  const units: readonly (readonly [string, string | null, string | null])[] = [
    [
      "/user.slice/user-1000.slice/user@1000.service/app.slice/openclaw-gateway.service",
      "openclaw-gateway.service",
      "user",
    ],
    [
      "/user.slice/user-1000.slice/user@1000.service/openclaw-gateway.service",
      "openclaw-gateway.service",
      "user",
    ],
    ["/system.slice/nginx.service", "nginx.service", "system"],
    [
      "/system.slice/system-openclaw\\x2dgateway.slice/openclaw-gateway@dev.service",
      "openclaw-gateway@dev.service",
      "system",
    ],
    ["/user.slice/user-1000.slice/session-3.scope", "session-3.scope", "system"],
    ["/user.slice/user-1000.slice/user@1000.service/init.scope", "init.scope", "user"],
    ["/user.slice/user-1000.slice/user@1000.service", "user@1000.service", "system"],
    ["/system.slice/odd\\x2dname.service/worker", "odd-name.service", "system"],
    ["/", null, null],
    ["", null, null],
    ["/user.slice", null, null],
  ];
  for (const [path, unit, scope] of units) {
    it(`names the unit of ${path || "an empty path"}`, () => {
      assert.deepEqual(parseCgroup(path), { unit, scope, container: null });
    });
  }

  const containers: readonly (readonly [string, string, string])[] = [
    [`/system.slice/docker-${id}.scope`, "docker", id],
    [`/docker/${id}`, "docker", id],
    [`/docker/${id}/system.slice/openclaw-gateway.service`, "docker", id],
    [`/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-${id}.scope/container`, "podman", id],
    [`/machine.slice/libpod-${id}.scope`, "podman", id],
    [
      `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod12.slice/cri-containerd-${id}.scope`,
      "kubernetes",
      id,
    ],
    [`/kubepods/besteffort/pod0a/${id}`, "kubernetes", id],
    [`/system.slice/nerdctl-${id}.scope`, "containerd", id],
    [`/default/${id}`, "containerd", id],
    ["/lxc.payload.web/system.slice/nginx.service", "lxc", "web"],
  ];
  for (const [path, engine, container] of containers) {
    it(`names the container of ${path.replace(id, "<id>")}`, () => {
      assert.deepEqual(parseCgroup(path), { unit: null, scope: null, container: { engine, id: container } });
    });
  }

  it("does not take Docker's own services for containers", () => {
    assert.equal(parseCgroup("/system.slice/docker.service").container, null);
    assert.equal(parseCgroup("/system.slice/docker-registry.service").container, null);
    assert.equal(parseCgroup("/system.slice/libpod-conmon.service").container, null);
  });
});
