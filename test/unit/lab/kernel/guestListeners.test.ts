import assert from "node:assert/strict";
import { portsIn } from "../../../lab/kernel/guestListeners.ts";

const header =
  "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";
const row = (local: string, state = "0A") =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 0`;

describe("what the localhost relay looks at", () => {
  it("is any address and loopback, once for each port", () => {
    const rows = [row("00000000:1F90"), row("0100007F:4965"), row("0100007F:1F90"), row("0200001D:0016")];
    assert.deepEqual(portsIn([header, ...rows, ""].join("\n"), "ipv4"), [
      { family: "ipv4", port: 8080 },
      { family: "ipv4", port: 18_789 },
    ]);
    const any = "0".repeat(32);
    assert.deepEqual(portsIn([header, row(`${any}:0050`)].join("\n"), "ipv6"), [
      { family: "ipv6", port: 80 },
    ]);
  });

  it("is nothing that is connected, and nothing where there is no table", () => {
    assert.deepEqual(portsIn([header, row("0100007F:4965", "01")].join("\n"), "ipv4"), []);
    assert.deepEqual(portsIn("", "ipv6"), []);
  });
});
