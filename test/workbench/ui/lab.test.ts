import assert from "node:assert/strict";
import type { Lab } from "../../lab/lab.ts";
import {
  account,
  gatewayInstance,
  gatewayPort,
  startDemoLab,
  stoppedInstance,
  workInstance,
} from "../lab/demoLab.ts";
import { remoteWslFiles, remoteWslPlace, type RemoteWslFiles } from "../lab/remoteWslPlace.ts";
import { windowsPlace } from "../lab/windowsPlace.ts";
import type { TreeRow } from "../page/treeView.ts";
import type { ServerPlace } from "../run/serverPlace.ts";
import { openTestWorkbench, type TestWorkbench } from "../run/testWorkbench.ts";
import { until, viewsOf } from "./lensWorkbench.ts";

const themes = ["light", "dark", "highContrast"] as const;
const gateway = `${gatewayInstance}:${gatewayPort}`;
const ipv4 = `ws://127.0.0.1:${gatewayPort}`;
const ipv6 = `ws://[::1]:${gatewayPort}`;

type LabWorkbench = TestWorkbench & ReturnType<typeof viewsOf>;

interface Place {
  readonly title: string;
  readonly name: string;
  /** How its namespace is called. */
  readonly vantage: string;
  readonly open: () => Promise<ServerPlace>;
  /** What is said of the way from there to the gateway, and from the other side. */
  readonly reach: readonly (readonly [string, string])[];
  readonly headline: RegExp;
}

describe("the window on a Windows with WSL", function () {
  this.timeout(240_000);
  let lab: Lab;
  let files: RemoteWslFiles;
  before(async () => {
    files = await remoteWslFiles();
    lab = await startDemoLab({ binds: files.binds });
  });
  after(() => lab.stop());

  const places: readonly Place[] = [
    {
      title: "with its extensions on Windows",
      name: "windows",
      vantage: "Windows",
      open: () => windowsPlace(lab),
      reach: [
        ["Windows", `${ipv4} · via localhost relay`],
        ["Windows", `${ipv6} · via localhost relay`],
        [workInstance, `${ipv4} · same network`],
        [workInstance, `${ipv6} · same network`],
      ],
      headline: /could not be judged/,
    },
    {
      title: "with its extensions in an instance",
      name: "remote-wsl",
      vantage: workInstance,
      open: () => Promise.resolve(remoteWslPlace(lab, files, { instance: workInstance, user: account })),
      reach: [
        [workInstance, `${ipv4} · same network`],
        [workInstance, `${ipv6} · same network`],
        ["Windows", `${ipv4} · via localhost relay · not tried from here`],
        ["Windows", `${ipv6} · via localhost relay · not tried from here`],
      ],
      headline: /No gateway token was sent/,
    },
  ];
  for (const place of places) describe(place.title, () => suite(place));

  function suite({ name, vantage, open, reach, headline }: Place): void {
    let lens: LabWorkbench;
    before(async () => {
      const settings = { "gatewayLens.refreshSeconds": 0 };
      const workbench = await openTestWorkbench({ place: await open(), settings });
      lens = { ...workbench, ...viewsOf(workbench.window) };
      await lens.window.page.setViewportSize({ width: 1400, height: 1400 });
      await lens.window.openContainer("Gateway Lens");
      await lens.topology.waitForRow(gateway);
    });
    after(() => lens?.close());
    afterEach(async function () {
      if (this.currentTest?.state === "failed") await lens.window.screenshot(this.currentTest.fullTitle());
    });

    const rowOf = async (label: string): Promise<TreeRow> => {
      const row = (await lens.topology.rows()).find((each) => each.label === label);
      assert.ok(row, `${label} in\n${await lens.topology.text()}`);
      return row;
    };

    /** The first look brings one of its own. */
    const laddersEnded = async (): Promise<number> => {
      const [, text = ""] =
        [...(await lens.server.logs())].find(([path]) => path.endsWith("Ladder.log")) ?? [];
      return text.split("\n").filter((line) => headline.test(line)).length;
    };

    it("shows the gateway once, and how each side reaches it", async () => {
      const rows = await lens.topology.rows();
      const shown = rows.filter(({ icon, level }) => level === 2 && icon === "pass-filled");
      assert.deepEqual(
        shown.map(({ label }) => label),
        [gateway],
      );
      assert.match(shown[0]?.description ?? "", /^2026\.9\.6 · up \d+ \w+ · systemd --user$/);
      const ways = rows.filter(({ label }) => label.startsWith("reach from "));
      assert.deepEqual(
        ways.map(({ label, description }) => [label.slice("reach from ".length), description]),
        [[gatewayInstance, ipv4], [gatewayInstance, ipv6], ...reach],
      );
    });

    it("shows Windows and the instances with their states, and where one is", async () => {
      const rows = await lens.topology.rows();
      const here = rows.filter(({ description }) => description.includes("you are here"));
      assert.deepEqual(
        here.map(({ label }) => label),
        [vantage],
      );
      assert.match((await rowOf("Windows")).description, /^DESKTOP-LAB/);
      assert.match((await rowOf("WSL")).description, /^NAT · 3 namespaces share one localhost$/);
      for (const instance of [gatewayInstance, workInstance]) {
        const row = await rowOf(instance);
        assert.match(row.description, /^running/);
        assert.equal(row.icon, "vm");
      }
    });

    it("greys a stopped instance, and leaves it stopped", async () => {
      const row = await rowOf(stoppedInstance);
      assert.deepEqual([row.description, row.icon], ["stopped", "circle-outline"]);
      const { instances } = await lab.ask("list", {});
      assert.equal(instances.find((each) => each.name === stoppedInstance)?.state, "Stopped");
    });

    it("climbs the quick ladder to the gateway", async () => {
      await lens.window.palette.run("Gateway Lens: Show Diagnostics Panel");
      await lens.panel.headline(headline);
      await lens.panel.button("Quick Ladder").click();
      await until("it has ended", async () => (await laddersEnded()) === 2);
      const rungs = ["vantage", "instance", "supervisor", "listeners", "tcp", "http-live", "ws-handshake"];
      for (const rung of rungs) assert.equal(await lens.panel.stateOf(rung), "ok", rung);
    });

    it("looks like this", async () => {
      await lens.window.page.setViewportSize({ width: 1400, height: 900 });
      await lens.window.widenSideBar(140);
      await lens.panel.rung("listeners").click();
      for (const theme of themes) {
        await lens.window.useTheme(theme);
        await lens.window.page.mouse.move(900, 884);
        await lens.window.screenshot(`lab-${name}-${theme}`);
      }
    });

    it("breaks nothing", async () => {
      await until("nothing is under way", async () => !/checking/.test(await lens.status.ariaLabel()));
      assert.deepEqual(lens.browser.errors, []);
      assert.deepEqual(lens.browser.refused, []);
      const logs = [...(await lens.server.logs())].filter(([path]) => /exthost/.test(path));
      const errors = logs.flatMap(([, text]) => text.split("\n").filter((line) => line.includes("[error]")));
      assert.deepEqual(errors, []);
    });
  }
});
