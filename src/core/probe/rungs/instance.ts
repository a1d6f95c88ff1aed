import { known, unknown } from "../../model/fact.ts";
import type { FileFacts, FileFailure } from "../../ports/files.ts";
import type { Outcome } from "../../base/outcome.ts";
import type { Rung } from "../rung.ts";
import { climbed, unclear } from "../rungOutcome.ts";

/** What the operating system offers for keeping a service alive. */
export interface InstanceFact {
  /** Name of process 1, such as `systemd`. */
  readonly init: string;
  readonly hasSystemd: boolean;
  /** Null where it could not be asked. */
  readonly userBus: boolean | null;
  readonly linger: boolean | null;
}

export const instance: Rung<InstanceFact> = {
  id: "instance",
  title: "The system it runs on",
  layer: "instance",
  after: [],
  isQuick: true,
  timeoutMs: 3_000,
  async climb({ place }) {
    if (place === null) return unclear("place-not-asked");
    const { files, facts } = place;
    if (facts.platform !== "linux") {
      const why = "systemd and its user bus are Linux'";
      return climbed("ok", "no Linux, so no systemd", unknown(why));
    }
    // The places that sd_booted(3), the user bus and logind's lingering are themselves known by.
    const [init, systemd, bus, lingering] = await Promise.all([
      files.read("/proc/1/comm", 256),
      files.stat("/run/systemd/system"),
      files.stat(`/run/user/${facts.uid}/bus`),
      files.stat(`/var/lib/systemd/linger/${facts.userName}`),
    ]);
    const evidence = [init.evidence, systemd.evidence, bus.evidence, lingering.evidence];
    const hasSystemd = exists(systemd);
    if (!init.ok || hasSystemd === null) {
      const failure = init.ok ? "not-recorded" : init.failure.reason;
      return unclear(
        failure === "not-recorded" ? "not-recorded" : "not-visible",
        evidence,
        "",
        unknown(`process 1: ${failure}`, evidence),
      );
    }
    const fact: InstanceFact = {
      init: init.value.trim(),
      hasSystemd,
      userBus: hasSystemd ? exists(bus) : null,
      linger: hasSystemd ? exists(lingering) : null,
    };
    if (!hasSystemd) {
      const note = "There is no systemd here, so a gateway runs in the foreground.";
      return climbed("ok", `process 1 is ${fact.init}`, known(fact, evidence), [note]);
    }
    const words = [
      "systemd runs",
      fact.userBus === false ? "the user bus is missing" : null,
      fact.linger === null ? null : `linger ${fact.linger ? "on" : "off"}`,
    ];
    return climbed(
      fact.userBus === false ? "warn" : "ok",
      words.filter((word) => word !== null).join(", "),
      known(fact, evidence),
    );
  },
};

/** Null where the question itself failed, so that a folder that may not be read is not taken for an absent file. */
function exists(answer: Outcome<FileFacts, FileFailure>): boolean | null {
  if (answer.ok) return true;
  return answer.failure.reason === "not-found" ? false : null;
}
