import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { startLab, type Lab } from "../lab.ts";
import { startProxy, type Proxy } from "../proxies/proxy.ts";
import { proxyScenarios } from "../proxies/scenarioRegistry.ts";
import { webSocketPath } from "../proxies/scenarios/buffering.ts";
import { idleSeconds } from "../proxies/scenarios/shortIdleTimeout.ts";
import { eventually } from "./suiteSupport.ts";

const client = fileURLToPath(new URL("../proxies/webSocketClientProcess.ts", import.meta.url));
const token = "lab-token-0123456789abcdef";
const gateway = { host: "127.0.0.1", port: 18_789 };
const strictGateway = { ...gateway, port: 18_889 };
const windows = "192.168.77.10";

interface ClientLine {
  readonly event: "open" | "message" | "error" | "refused" | "close";
  readonly atMs: number;
  readonly text?: string;
  readonly status?: number;
  readonly code?: number;
  readonly message?: string;
}

describe("reverse proxies of a lab before a real gateway", function () {
  this.timeout(180_000);
  let lab: Lab;
  let proxy: Proxy | null = null;

  before(async () => {
    lab = await startLab({ machine: { instanceIdleMs: -1 } });
    await install("trusting", gateway.port, { trustedProxies: ["127.0.0.1"] });
    await install("strict", strictGateway.port, {});
  });
  after(() => lab?.stop());
  afterEach(async () => {
    await proxy?.stop();
    proxy = null;
  });

  for (const id of ["good-nginx", "good-caddy"]) {
    it(`${id} lets pages and WebSockets through`, async () => {
      proxy = await start(id);
      assert.match(await curl(proxy, "/healthz"), /"ok":\s*true/);
      assertChallenge(await connect(proxy));
    });

    it(`${id} is refused when its client is on the same machine`, async () => {
      proxy = await start(id);
      const url = `wss://127.0.0.1:${proxy.port}`;
      assertNotAttributed(await talk(onWindows, url, { authorityFile: proxy.authorityFile }));
    });

    it(`${id} is refused by a gateway that does not trust it`, async () => {
      proxy = await start(id, strictGateway);
      assertNotAttributed(await connect(proxy));
    });
  }

  it("no-upgrade-headers turns a WebSocket into a page", async () => {
    proxy = await start("no-upgrade-headers");
    assert.match(await curl(proxy, "/healthz"), /"ok":\s*true/);
    const [first] = await connect(proxy);
    assert.equal(first?.event, "refused", JSON.stringify(first));
    assert.notEqual(first.status, 101);
  });

  it("buffering holds an answer back until it is complete, but no WebSocket", async () => {
    const slow = `require("http").createServer((_, r) => { r.write("data: 1\\n\\n"); setTimeout(() => r.end(), 2000) })
      .listen(9090, "127.0.0.1")`;
    const stop = new AbortController();
    const ended = lab.windows([process.execPath, "-e", slow], { signal: stop.signal }).catch(() => undefined);
    const trickle = { host: "127.0.0.1", port: 9090 };
    const firstChunkMs = async (port: number) => {
      const read = `const began = Date.now()
        fetch("http://127.0.0.1:${port}").then((answer) => answer.body.getReader().read())
          .then(() => console.log(Date.now() - began), () => console.log(-1)).then(() => process.exit())`;
      return Number(await onWindows([process.execPath, "-e", read]));
    };
    await eventually(
      () => firstChunkMs(trickle.port),
      (ms) => ms >= 0,
    );
    assert.ok((await firstChunkMs(trickle.port)) < 1500);
    proxy = await start("buffering", trickle);
    assert.ok((await firstChunkMs(proxy.port)) > 1900);
    await proxy.stop();
    stop.abort();
    await ended;
    proxy = await start("buffering");
    assertChallenge(await connect(proxy, { path: webSocketPath }));
  });

  it("short-idle-timeout cuts a silent WebSocket", async () => {
    const direct = await talk(onWindows, `ws://127.0.0.1:${gateway.port}`, {
      silentSeconds: idleSeconds + 3,
    });
    assertChallenge(direct);
    assert.ok(!direct.some(({ event }) => event === "close"));
    proxy = await start("short-idle-timeout");
    const lines = await connect(proxy, { silentSeconds: idleSeconds + 10 });
    assertChallenge(lines);
    const last = lines.at(-1);
    assert.equal(last?.event, "close");
    assert.equal(last.code, 1006);
    assert.ok(last.atMs >= idleSeconds * 1000 - 100, `${last.atMs} ms`);
  });

  it("tls-ended-twice has two certificates on the way", async () => {
    proxy = await start("tls-ended-twice");
    assertChallenge(await connect(proxy));
    assert.match(await certificate("127.0.0.1:8443"), /CN\s?=\s?gateway\.test/);
    assert.match(await certificate("127.0.0.1:8444"), /CN\s?=\s?inner\.test/);
  });

  it("wrong-scheme ends in 502, and plain HTTP in 400", async () => {
    proxy = await start("wrong-scheme");
    const [first] = await connect(proxy);
    assert.equal(first?.status, 502);
    assert.match(proxy.logs()[0] ?? "", /SSL_do_handshake\(\) failed .*wrong version number/);
    assert.match(
      await fromPhone(["curl", "-s", `http://${windows}:${proxy.port}/`]),
      /The plain HTTP request was sent to HTTPS port/,
    );
  });

  it("expiring-certificate works, and tells when it will not", async () => {
    proxy = await start("expiring-certificate");
    assertChallenge(await connect(proxy));
    const [, end = ""] = /notAfter=(.*)/.exec(await certificate("127.0.0.1:8443")) ?? [];
    const days = (Date.parse(end) - Date.now()) / 86_400_000;
    assert.ok(days > 2.9 && days <= 3, `${days} days`);
  });

  it("has every scenario of the folder in the registry", async () => {
    const files = await readdir(new URL("../proxies/scenarios", import.meta.url));
    assert.equal(new Set(proxyScenarios.map(({ id }) => id)).size, files.length);
  });

  async function install(name: string, port: number, changes: object): Promise<void> {
    const config = {
      gateway: { mode: "local", bind: "loopback", port, auth: { mode: "token", token }, ...changes },
    };
    await lab.install(name, { gateway: { port, token, config } });
    await lab.inside({ name, argv: ["/bin/true"] });
    await eventually(
      () => onWindows(["curl", "-s", "-m", "2", `http://127.0.0.1:${port}/healthz`]),
      (answer) => /"ok":\s*true/.test(answer),
      90_000,
    );
  }

  function start(id: string, upstream = gateway): Promise<Proxy> {
    const scenario = proxyScenarios.find((known) => known.id === id);
    assert.ok(scenario, id);
    return startProxy(lab.place, scenario, upstream);
  }

  async function onWindows(argv: readonly [string, ...string[]]): Promise<string> {
    return (await lab.windows(argv)).stdout.toString();
  }

  /** A gateway attributes what came through a proxy to a client elsewhere, so that is where these ask from. */
  async function fromPhone(argv: readonly [string, ...string[]]): Promise<string> {
    return (await lab.lanPeer(argv)).stdout.toString();
  }

  function curl({ scheme, port, authorityFile }: Proxy, path: string): Promise<string> {
    return fromPhone(["curl", "-s", "--cacert", authorityFile, `${scheme}://${windows}:${port}${path}`]);
  }

  function certificate(address: string): Promise<string> {
    const show = "openssl x509 -noout -subject -enddate";
    return onWindows(["sh", "-c", `openssl s_client -connect ${address} </dev/null 2>/dev/null | ${show}`]);
  }

  function connect({ scheme, port, authorityFile }: Proxy, { path = "", ...rest }: Talk = {}) {
    const url = `${scheme === "https" ? "wss" : "ws"}://${windows}:${port}${path}`;
    return talk(fromPhone, url, { authorityFile, ...rest });
  }
});

interface Talk {
  readonly path?: string;
  readonly authorityFile?: string;
  /** How long to listen for more than the first message. */
  readonly silentSeconds?: number;
}

async function talk(
  run: (argv: readonly [string, ...string[]]) => Promise<string>,
  url: string,
  { silentSeconds, authorityFile }: Talk = {},
): Promise<readonly ClientLine[]> {
  const limits = silentSeconds === undefined ? ["message", "20"] : ["close", String(silentSeconds)];
  const trust = authorityFile === undefined ? [] : [authorityFile];
  const lines = (await run([process.execPath, "--no-warnings", client, url, ...limits, ...trust])).split(
    "\n",
  );
  return lines.flatMap((line) => (line === "" ? [] : [JSON.parse(line) as ClientLine]));
}

function assertChallenge(lines: readonly ClientLine[]): void {
  const message = lines.find(({ event }) => event === "message");
  assert.match(message?.text ?? JSON.stringify(lines), /"event":"connect\.challenge"/);
}

function assertNotAttributed([first]: readonly ClientLine[]): void {
  assert.equal(first?.event, "refused");
  assert.equal(first.status, 403);
  assert.match(first.text ?? "", /proxy_attribution_required/);
}
