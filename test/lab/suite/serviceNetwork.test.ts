import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Lab, startLab } from "../lab.ts";
import {
  eventually,
  holdAwake,
  readOnWindows,
  serveInside,
  serveOnWindows,
  sh,
  tryToServeInside,
} from "./suiteSupport.ts";

const name = "OpenClawGateway";
const port = 18789;

describe("lab: localhost", () => {
  let lab: Lab;
  before(async () => {
    lab = await startLab({ machine: { relayPollMs: 100 } });
    await lab.install(name);
  });
  after(() => lab.stop());

  const relayed = async () => {
    const { relays } = await lab.ask("info", {});
    return relays
      .map((relay) => `${relay.family}:${relay.port}`)
      .sort()
      .join(" ");
  };
  const until = (what: string) => eventually(relayed, (answer) => answer === what);

  describe("NAT", () => {
    it("is relayed while the guest listens, by family", async () => {
      const server = await serveInside(lab, name, port);
      await until(`ipv4:${port}`);
      assert.equal(await readOnWindows(lab, port), "guest");
      assert.equal(await readOnWindows(lab, port, "::1"), "ECONNREFUSED");
      await server.end();
      await until("");
      assert.equal(await readOnWindows(lab, port), "ECONNREFUSED");
      const six = await serveInside(lab, name, port, { address: "::1" });
      await until(`ipv6:${port}`);
      assert.equal(await readOnWindows(lab, port, "::1"), "guest");
      assert.equal(await readOnWindows(lab, port), "ECONNREFUSED");
      await six.end();
    });

    it("is not relayed for another address of the guest", async () => {
      const address = await sh(lab, name, "ip -4 -o address show eth0 | sed 's/.*inet \\([^/]*\\).*/\\1/'");
      const server = await serveInside(lab, name, port, { address });
      assert.equal(await readOnWindows(lab, port, address), "guest");
      assert.equal(await relayed(), "");
      await server.end();
    });

    it("has two sides: Windows' loopback is not the guest's", async () => {
      const server = await serveOnWindows(lab, 9_999);
      const connect = `perl -MIO::Socket::INET -e 'print IO::Socket::INET->new("127.0.0.1:9999") ? "open" : "closed"'`;
      assert.equal(await sh(lab, name, connect), "closed");
      await server.end();
    });

    it("leaves a port that is taken on Windows, without a word to the guest", async () => {
      const windows = await serveOnWindows(lab, port);
      const guest = await serveInside(lab, name, port);
      const { failedRelays } = await eventually(
        () => lab.ask("info", {}),
        (info) => info.failedRelays.length > 0,
      );
      assert.deepEqual(failedRelays, [{ family: "ipv4", port, why: "EADDRINUSE" }]);
      assert.equal(await readOnWindows(lab, port), "windows");
      await windows.end();
      await guest.end();
    });

    it("leaves a port that Windows has set aside", async () => {
      lab.machine({ excludedPorts: [[18_700, 18_780]] });
      const guest = await serveInside(lab, name, 18_750);
      const { failedRelays } = await eventually(
        () => lab.ask("info", {}),
        (info) => info.failedRelays.some((relay) => relay.port === 18_750),
      );
      assert.deepEqual(failedRelays, [{ family: "ipv4", port: 18_750, why: "EACCES" }]);
      lab.machine({ excludedPorts: [] });
      await guest.end();
    });

    it("is one for all instances", async () => {
      await lab.install("Other");
      const server = await serveInside(lab, name, port);
      assert.match(await sh(lab, "Other", "ss -Hlnt"), /127\.0\.0\.1:18789/);
      assert.match(await tryToServeInside(lab, "Other", port), /Address already in use/);
      assert.doesNotMatch(await sh(lab, "Other", "ps -e"), /perl/);
      await server.end();
      await lab.ask("unregister", { name: "Other" });
    });
  });

  describe(".wslconfig", () => {
    const file = () => join(lab.home, "c/Users/dev/.wslconfig");
    const restart = async (text: string) => {
      writeFileSync(file(), text);
      await lab.ask("shutdown", { force: false });
    };
    after(() => rmSync(file()));

    it("switches the relay off at the next start of the VM", async () => {
      await restart("[wsl2]\r\nlocalhostForwarding=false\r\nfoo=bar\r\n");
      const first = await lab.inside({ name, argv: ["true"] });
      assert.equal(first.status, 0);
      const server = await serveInside(lab, name, port);
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.equal(await relayed(), "");
      assert.equal(await readOnWindows(lab, port), "ECONNREFUSED");
      await server.end();
    });

    it("warns of unknown keys, the one that started the VM", async () => {
      await restart("[wsl2]\nfoo=bar\n");
      const warnings = async () => {
        const { grant } = await lab.inside({ name, argv: ["true"] });
        return grant.warnings;
      };
      const params = { key: "wsl2.foo", file: "C:\\Users\\dev\\.wslconfig", line: "2" };
      assert.deepEqual(await warnings(), [{ text: "MessageConfigUnknownKey", params }]);
      assert.deepEqual(await warnings(), []);
    });

    it("makes Windows and the guest share one loopback when mirrored", async () => {
      await restart("[wsl2]\nnetworkingMode=mirrored\n");
      const awake = await holdAwake(lab, name);
      assert.equal((await lab.ask("info", {})).networkingMode, "mirrored");
      const guest = await serveInside(lab, name, port);
      assert.equal(await readOnWindows(lab, port), "guest");
      assert.equal(await relayed(), "");
      const windows = await serveOnWindows(lab, 9_999);
      assert.match(await tryToServeInside(lab, name, 9_999), /Address already in use/);
      for (const one of [guest, windows, awake]) await one.end();
    });
  });
});
