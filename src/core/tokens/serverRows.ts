import { nodeAt, textAt } from "../config/configReading.ts";
import type { TokenSource } from "../model/tokenSource.ts";
import type { Ports } from "../ports/observed.ts";
import { choose, type Candidate, type Choice } from "./candidate.ts";
import { serverReason, stateOf, type Doubt } from "./reasons.ts";
import type { ServerSite, Start } from "./serverSite.ts";
import { argumentOf } from "./sources/argumentCredential.ts";
import { candidateFinders } from "./sources/registry.ts";
import { sourceId } from "./sourceId.ts";

/** What one start of the gateway would authenticate with. */
interface Outlook {
  readonly candidates: readonly Candidate[];
  /** Of the credential that counts in `mode`. */
  readonly choice: Choice;
  readonly mode: string;
}

const nothing: Choice = { winner: null, obstacle: null };

/**
 * The kernel tells when a process started to about 20 ms, and a gateway loads for far longer than this before it reads
 * a file: one written that shortly after its start is one that it has read.
 */
const startedAtToleranceMs = 100;

/** The sources of one gateway's own credential: what it uses now, and what it would use after a restart. */
export async function findServerRows(
  ports: Ports,
  namespace: string,
  site: ServerSite,
): Promise<readonly TokenSource[]> {
  const config = site.reading.fact.known ? site.reading.fact.value : null;
  const isRunning = site.gateway !== null;
  if (!isRunning && (config === null || config.mode === "remote")) return [];

  const next = await outlookOf(ports, site, site.next);
  const now = site.now === null ? null : await outlookOf(ports, site, site.now);
  const rows = new Map<string, TokenSource>();
  const idOf = (candidate: Candidate): string => sourceId(namespace, "server", candidate, site.gateway);
  const nowWinner = now?.choice.winner ?? null;
  const nextWinner = next.choice.winner;
  const doubt = nowWinner === null ? null : doubtAbout(site, nowWinner);

  for (const outlook of [now, next]) {
    for (const candidate of outlook?.candidates ?? []) {
      const id = idOf(candidate);
      if (outlook === null || rows.has(id)) continue;
      const isNow = nowWinner !== null && idOf(nowWinner) === id;
      const effective = isNow && doubt === null;
      const afterRestart = nextWinner !== null && idOf(nextWinner) === id;
      const handle = candidate.value === null ? null : ports.secrets.keep(candidate.value);
      rows.set(id, {
        id,
        kind: candidate.kind,
        role: "server",
        credential: candidate.credential,
        location: candidate.location,
        fingerprint: handle?.fingerprint ?? null,
        length: handle?.length ?? null,
        effective,
        afterRestart,
        clientsIn: [],
        state: stateOf(candidate, isNow || afterRestart),
        reason: serverReason({
          candidate,
          isRunning,
          effective,
          afterRestart,
          now: now?.choice ?? nothing,
          next: next.choice,
          orderOf: site.order.orderOf,
          mode: outlook.mode,
          doubt: isNow ? doubt : null,
        }),
      });
    }
  }
  return [...rows.values(), ...ownMaking(namespace, site, now, next)];
}

async function outlookOf(ports: Ports, site: ServerSite, start: Start): Promise<Outlook> {
  const { reading, order } = site;
  const { environment, command } = start;
  const found = async (credential: "token" | "password"): Promise<readonly Candidate[]> => {
    const question = { credential, reading, environment, command, files: ports.files };
    const candidates = await Promise.all(candidateFinders.map((find) => find(question)));
    return candidates.flat().filter(({ layer }) => order[credential].server.includes(layer));
  };
  const candidates = { token: await found("token"), password: await found("password") };
  const chosen = (credential: "token" | "password"): Choice => {
    const layers = order[credential].server;
    const choice = choose(candidates[credential], layers, order.serverPassesMissingVariable);
    // Tried out: with `gateway.remote` alone the gateway starts, and if `gateway.auth` is there at all, even empty, it
    // then refuses everybody with AUTH_TOKEN_NOT_CONFIGURED.
    const isShut = choice.winner?.layer === "remote" && nodeAt(reading.root, "gateway.auth") !== null;
    return isShut ? { winner: null, obstacle: choice.winner } : choice;
  };

  const configured = textAt(reading.root, "gateway.auth.mode");
  const implied = chosen("password").winner === null ? "token" : "password";
  const mode = argumentOf(command?.words ?? [], "--auth") ?? configured ?? implied;
  const decisive = mode === "token" || mode === "password" ? mode : null;
  return {
    candidates:
      decisive === "password"
        ? [...candidates.password, ...candidates.token]
        : [...candidates.token, ...candidates.password],
    choice: decisive === null ? nothing : chosen(decisive),
    mode,
  };
}

/**
 * Why it is not certain that the running gateway uses what comes first. The config is followed while it runs unless
 * `gateway.reload.mode` is off; `.env` files are read at start only; a unit's variables are compared with those of the
 * process instead.
 */
function doubtAbout({ gateway, reading, now }: ServerSite, winner: Candidate): Doubt | null {
  const isBeforeEnvironment = ["argument", "config", "config-reference"].includes(winner.layer);
  if (now?.environment.process === null && !isBeforeEnvironment) return "unseen-environment";
  const startedAt = gateway?.startedAt ?? null;
  if (startedAt === null || winner.changedAt === null) return null;
  if (winner.changedAt <= startedAt + startedAtToleranceMs) return null;
  if (winner.kind === "dotenv") return "dotenv-changed";
  const isFollowed = textAt(reading.root, "gateway.reload.mode") !== "off";
  return winner.location.unit === undefined && !isFollowed ? "config-changed" : null;
}

/** A gateway in token mode that finds no token makes one up, which only its own command line then knows. */
function ownMaking(
  namespace: string,
  site: ServerSite,
  now: Outlook | null,
  next: Outlook,
): readonly TokenSource[] {
  const { gateway, reading, order } = site;
  const isEmpty = (outlook: Outlook): boolean =>
    outlook.mode === "token" && outlook.choice.winner === null && outlook.choice.obstacle === null;
  const isReadable = reading.root !== null || (reading.fact.known && !reading.fact.value.exists);
  const effective = now !== null && isEmpty(now) && site.now?.environment.process !== null;
  const afterRestart = isEmpty(next);
  if (!isReadable || (!effective && !afterRestart)) return [];
  if (gateway === null && reading.root === null) return [];
  const where = gateway === null ? reading.paths.configPath : String(gateway.port);
  return [
    {
      id: `${namespace}/server/generated/${where}`,
      kind: "generated",
      role: "server",
      credential: "token",
      location: gateway?.pid == null ? {} : { pid: gateway.pid },
      fingerprint: null,
      length: null,
      effective,
      afterRestart,
      clientsIn: [],
      state: "used",
      reason: effective
        ? `No source has a token, so the gateway made one up when it started; only the command line of ${reading.paths.stateDir} can connect.`
        : `No source has a token, so the gateway will make one up when it starts, by the order of ${order.orderOf}.`,
    },
  ];
}
