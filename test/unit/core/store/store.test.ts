import assert from "node:assert/strict";
import { EvidenceBook } from "../../../../src/core/evidence/evidenceBook.ts";
import type { Look } from "../../../../src/core/look.ts";
import type { Snapshot } from "../../../../src/core/model/snapshot.ts";
import { Store, type StoreWork } from "../../../../src/core/store.ts";
import { fakePorts } from "../../../support/fakeMachine.ts";
import {
  sampleFinding,
  sampleGateway,
  sampleRun,
  sampleSnapshot,
  sampleToken,
} from "../../../support/sampleSnapshot.ts";

const options = { quick: true, withCli: false };

function lookAt(snapshot: Snapshot): Look {
  const { ports } = fakePorts();
  return { startedAt: 0, startedElapsed: 0, snapshot, ports, places: new Map(), book: new EvidenceBook() };
}

function storeOf(work: Partial<StoreWork>): Store {
  return new Store({
    look: async () => lookAt(sampleSnapshot()),
    climb: async () => sampleRun({}, [sampleFinding()]),
    judge: (_snapshot, run) => ({ rules: [], findings: run === null ? [] : [sampleFinding()] }),
    ...work,
  });
}

describe("Store", () => {
  it("shows what a refresh found, and that one is under way", async () => {
    const store = storeOf({});
    const seen: boolean[] = [];
    store.onDidChange((state) => seen.push(state.isLooking));
    await store.refresh();
    assert.deepEqual(seen, [true, true, false]);
    assert.equal(store.state.snapshot?.gateways.length, 1);
  });

  it("keeps the last snapshot and tells the failure when a refresh fails", async () => {
    let isBroken = false;
    const store = storeOf({
      look: async () => {
        if (isBroken) throw new Error("no process table");
        return lookAt(sampleSnapshot());
      },
    });
    await store.refresh();
    isBroken = true;
    await store.refresh();
    assert.equal(store.state.failure, "no process table");
    assert.equal(store.state.isLooking, false);
    assert.notEqual(store.state.snapshot, null);
    isBroken = false;
    await store.refresh();
    assert.equal(store.state.failure, null);
  });

  it("keeps a ladder's findings while its gateway is the same process, and drops them when it is not", async () => {
    let gateway = sampleGateway;
    const store = storeOf({ look: async () => lookAt(sampleSnapshot({ gateways: [gateway] })) });
    await store.climb(() => sampleRun().target, options);
    assert.equal(store.state.diagnosis?.findings.length, 1);
    gateway = { ...sampleGateway, startedAt: (sampleGateway.startedAt ?? 0) + 400 };
    await store.refresh();
    assert.equal(store.state.diagnosis?.findings.length, 1);
    gateway = { ...sampleGateway, startedAt: (sampleGateway.startedAt ?? 0) + 600 };
    await store.refresh();
    assert.equal(store.state.diagnosis?.findings.length, 0);
  });

  it("drops a ladder's findings once clients send another credential", async () => {
    let snapshot = sampleSnapshot();
    const store = storeOf({ look: async () => lookAt(snapshot) });
    await store.climb(() => sampleRun().target, options);
    const [linux] = snapshot.namespaces;
    assert.ok(linux !== undefined);
    const sources = [
      sampleToken({}),
      sampleToken({ id: "shadowed", fingerprint: "11111111", clientsIn: [] }),
    ];
    snapshot = sampleSnapshot({ namespaces: [{ ...linux, tokenSources: sources }] });
    await store.refresh();
    assert.notEqual(store.state.run, null, "nobody sends the new one");
    const other = { ...linux, tokenSources: [sampleToken({ fingerprint: "22222222" })] };
    snapshot = sampleSnapshot({ namespaces: [other] });
    await store.refresh();
    assert.equal(store.state.run, null);
  });

  it("reports rungs as they run and ends without a ladder under way", async () => {
    const running: string[][] = [];
    const store = storeOf({
      climb: async (_seen, request) => {
        const [rung] = sampleRun().ladder.results;
        assert.ok(rung !== undefined);
        request.onStart?.({ id: rung.id, title: rung.title } as Parameters<
          NonNullable<typeof request.onStart>
        >[0]);
        request.onEnd?.(rung);
        return sampleRun();
      },
    });
    store.onDidChange(({ climbing }) => {
      if (climbing !== null) running.push([...climbing.running]);
    });
    await store.climb(() => sampleRun().target, options);
    assert.deepEqual(running.slice(0, 3), [[], ["vantage"], []]);
    assert.equal(store.state.climbing, null);
    assert.equal(store.state.run?.target.id, "linux:18789");
  });

  it("cancels a ladder when another one starts", async () => {
    const reasons: unknown[] = [];
    let count = 0;
    const store = storeOf({
      climb: (_seen, _request, signal) => {
        count += 1;
        if (count === 2) return Promise.resolve(sampleRun());
        return new Promise((resolve) => {
          signal.addEventListener("abort", () => {
            reasons.push(signal.reason);
            resolve(sampleRun({ auth: "unknown" }));
          });
        });
      },
    });
    const first = store.climb(() => sampleRun().target, options);
    await new Promise((resolve) => setImmediate(resolve));
    const second = store.climb(() => sampleRun().target, options);
    await Promise.all([first, second]);
    assert.deepEqual(reasons, ["cancelled"]);
    assert.equal(store.state.run?.ladder.results.find(({ id }) => id === "auth")?.state, "ok");
  });

  it("shows what a cancelled ladder has found, and none under way", async () => {
    const store = storeOf({
      climb: (_seen, _request, signal) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => resolve(sampleRun({ doctor: "unknown" })));
        }),
    });
    const climb = store.climb(() => sampleRun().target, options);
    await new Promise((resolve) => setImmediate(resolve));
    assert.notEqual(store.state.climbing, null);
    store.cancelClimb();
    await climb;
    assert.equal(store.state.climbing, null);
    assert.equal(store.state.run?.ladder.results.find(({ id }) => id === "doctor")?.state, "unknown");
  });

  it("changes nothing any more once it is disposed of", async () => {
    const store = storeOf({});
    let changes = 0;
    store.onDidChange(() => (changes += 1));
    store.dispose();
    await store.refresh();
    assert.equal(changes, 0);
    assert.equal(store.state.snapshot, null);
  });
});
