import assert from "node:assert/strict";
import { known } from "../../../../src/core/model/fact.ts";
import type { LadderRun } from "../../../../src/core/model/ladder.ts";
import { climbLadder, type LadderRequest } from "../../../../src/core/probe/ladder.ts";
import type { Climb, Rung } from "../../../../src/core/probe/rung.ts";
import { climbed } from "../../../../src/core/probe/rungOutcome.ts";
import { fakePorts } from "../../../support/fakeMachine.ts";
import { fakeSnapshot } from "../../../support/fakeSnapshot.ts";

const target = {
  id: "linux:18789",
  namespace: "linux",
  host: "127.0.0.1",
  port: 18_789,
  url: "ws://127.0.0.1:18789",
  chosenBy: "config",
};

function rung(id: string, change: Partial<Rung<string>> = {}): Rung<string> {
  return {
    id,
    title: id,
    layer: "meta",
    after: [],
    isQuick: true,
    timeoutMs: 1_000,
    climb: async () => climbed("ok", `${id} is fine`, known(id, [`test:${id}`])),
    ...change,
  };
}

/** A rung that ends when it is told to; it does not listen to its signal. */
function gate(id: string, change: Partial<Rung<string>> = {}): { rung: Rung<string>; open: () => void } {
  const gates = new EventTarget();
  const opened = new Promise((resolve) => gates.addEventListener("open", resolve, { once: true }));
  const climb = async (): ReturnType<Rung<string>["climb"]> => {
    await opened;
    return climbed("ok", id, known(id));
  };
  return { rung: rung(id, { climb, ...change }), open: () => void gates.dispatchEvent(new Event("open")) };
}

function climb(
  rungs: readonly Rung<unknown>[],
  change: Partial<LadderRequest> = {},
  signal = new AbortController().signal,
): Promise<LadderRun> {
  const { ports } = fakePorts();
  const options = { quick: false, withCli: false };
  return climbLadder({ rungs, target, snapshot: fakeSnapshot(), ports, options, ...change }, signal);
}

const summary = ({ results }: LadderRun): readonly string[] =>
  results.map(({ id, state, reason }) => (reason === null ? `${id} ${state}` : `${id} ${state} ${reason}`));

describe("climbLadder", () => {
  it("lists results in ladder order and streams them as they end", async () => {
    const slow = gate("slow");
    const fast = rung("fast");
    const onTop = rung("on-top", { after: [fast] });
    const ended: string[] = [];
    const run = climb([slow.rung, fast, onTop], {
      onEnd({ id }) {
        ended.push(id);
        if (id === "on-top") slow.open();
      },
    });
    assert.deepEqual(summary(await run), ["slow ok", "fast ok", "on-top ok"]);
    assert.deepEqual(ended, ["fast", "on-top", "slow"]);
  });

  it("starts a rung after those it stands on have ended, whatever their result", async () => {
    const base = rung("base", {
      climb: async () => {
        throw new Error("broken");
      },
    });
    let seen: unknown;
    const top = rung("top", {
      after: [base],
      climb: async ({ factOf, stateOf }: Climb) => {
        seen = [stateOf(base), factOf(base).known];
        return climbed("ok", "", known("top"));
      },
    });
    const run = await climb([base, top]);
    assert.deepEqual(seen, ["unknown", false]);
    assert.deepEqual(summary(run), ["base unknown crashed", "top ok"]);
    assert.match(run.results[0]?.verdict ?? "", /broken/);
  });

  it("gives up on a rung at its own time limit", async () => {
    const stuck = gate("stuck", { timeoutMs: 10 });
    assert.deepEqual(summary(await climb([stuck.rung, rung("other")])), [
      "stuck unknown timed-out",
      "other ok",
    ]);
  });

  it("tells a rung to stop at its time limit", async () => {
    let stopped = false;
    const polite = rung("polite", {
      timeoutMs: 10,
      climb: (_context, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            stopped = true;
            reject(new Error("aborted"));
          });
        }),
    });
    assert.deepEqual(summary(await climb([polite])), ["polite unknown timed-out"]);
    assert.ok(stopped);
  });

  for (const [cause, reason] of [
    ["max-wait", "max-wait"],
    [new DOMException("late", "TimeoutError"), "max-wait"],
    ["cancelled", "cancelled"],
    [undefined, "cancelled"],
  ] as const) {
    it(`leaves what has not ended unknown when aborted by ${String(cause)}`, async () => {
      const controller = new AbortController();
      const stuck = gate("stuck");
      const above = rung("above", { after: [stuck.rung] });
      const onEnd: LadderRequest["onEnd"] = ({ id }) => {
        if (id === "done") controller.abort(cause);
      };
      const run = await climb([rung("done"), stuck.rung, above], { onEnd }, controller.signal);
      assert.deepEqual(summary(run), ["done ok", `stuck unknown ${reason}`, `above unknown ${reason}`]);
    });
  }

  it("leaves the slow rungs out of a quick ladder and does not start them", async () => {
    const started: string[] = [];
    const slow = rung("slow", { isQuick: false });
    const run = await climb([rung("fast"), slow], {
      options: { quick: true, withCli: false },
      onStart: ({ id }) => started.push(id),
    });
    assert.deepEqual(summary(run), ["fast ok", "slow skipped quick"]);
    assert.deepEqual(started, ["fast"]);
  });

  it("climbs selected rungs again with what they stand on, and keeps the rest", async () => {
    const base = rung("base");
    const top = rung("top", { after: [base] });
    const apart = rung("apart");
    const previous = await climb([base, top, apart]);
    const again: string[] = [];
    const run = await climb([base, top, apart], {
      only: ["top"],
      previous,
      onStart: ({ id }) => again.push(id),
    });
    assert.deepEqual(again, ["base", "top"]);
    assert.deepEqual(summary(run), ["base ok", "top ok", "apart ok"]);
    assert.equal(run.results[2], previous.results[2]);
    assert.deepEqual(run.facts.get("apart"), known("apart", ["test:apart"]));
  });

  it("closes the shared connection at the end, also when a rung fails", async () => {
    let closed = 0;
    const opener = rung("opener", {
      climb: async ({ shared }) => {
        shared.dialog = { close: async () => void closed++ } as Climb["shared"]["dialog"];
        throw new Error("after opening");
      },
    });
    await climb([opener]);
    assert.equal(closed, 1);
  });

  it("redacts what people read", async () => {
    const { ports } = fakePorts();
    ports.secrets.keep("hunter2hunter2");
    const loud = rung("loud", {
      climb: async () => climbed("ok", "token hunter2hunter2", known("x"), ["note hunter2hunter2"]),
    });
    const run = await climb([loud], { ports });
    assert.doesNotMatch(JSON.stringify(run.results), /hunter2/);
  });
});
