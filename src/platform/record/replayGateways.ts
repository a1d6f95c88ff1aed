import { failed, success } from "../../core/base/outcome.ts";
import type {
  CallFailure,
  ConnectFailure,
  ConnectRequest,
  DialFailure,
  GatewayDialog,
  Gateways,
  Hello,
} from "../../core/ports/gatewayDialog.ts";
import type { AnswerBook } from "./answerBook.ts";
import { questions } from "./questions.ts";
import type { RecordedEntry } from "./recordingFormat.ts";
import type { VirtualClock } from "./virtualClock.ts";

/** Gateways that answer from a recording, as they are reached from the guest `place`, or from the machine itself. */
export function replayGateways(place: string | null, book: AnswerBook, clock: VirtualClock): Gateways {
  return {
    async dial(url, _timeoutMs, signal) {
      if (signal.aborted) return failed<DialFailure>({ reason: "aborted", detail: "cancelled" });
      const entry = book.next(place, "websocket", "dial", questions.dial(url));
      if (entry === null)
        return failed<DialFailure>({ reason: "not-recorded", detail: notRecorded(`open ${url}`) });
      await clock.pass(entry.elapsedMs);
      return entry.outcome.ok
        ? success(replayDialog(place, url, entry.outcome.value as GatewayDialog["challenge"], book, clock))
        : failed(entry.outcome.failure as DialFailure);
    },
  };
}

function replayDialog(
  place: string | null,
  url: string,
  challenge: GatewayDialog["challenge"],
  book: AnswerBook,
  clock: VirtualClock,
): GatewayDialog {
  return {
    challenge,
    async connect(request, signal) {
      if (signal.aborted) return failed(connectFailure({ reason: "aborted", detail: "cancelled" }));
      const entry = book.next(place, "websocket", "connect", questions.connect(url, request));
      if (entry === null) return failed(judgeUnrecorded(place, url, request, book));
      await clock.pass(entry.elapsedMs);
      return entry.outcome.ok
        ? success(entry.outcome.value as Hello)
        : failed(connectFailure(entry.outcome.failure));
    },
    async call(method, params, _timeoutMs, signal) {
      if (signal.aborted) return failed(callFailure({ reason: "aborted", detail: "cancelled" }));
      const entry = book.next(place, "websocket", "call", questions.call(url, method, params));
      if (entry === null) {
        return failed(callFailure({ reason: "not-recorded", detail: notRecorded(`${method} over ${url}`) }));
      }
      await clock.pass(entry.elapsedMs);
      return entry.outcome.ok ? success(entry.outcome.value) : failed(callFailure(entry.outcome.failure));
    },
    close: async () => {},
  };
}

/**
 * A gateway has one shared secret. Where the recording shows it accepting one, it is known to reject any other; a
 * token that was edited in a recording is told so. Where it accepted none, nothing is known.
 */
function judgeUnrecorded(
  place: string | null,
  url: string,
  request: ConnectRequest,
  book: AnswerBook,
): ConnectFailure {
  const kind = request.credentialKind;
  const hasAcceptedAnother = book.all(place, "websocket", "connect").some(({ question, outcome }) => {
    const { fingerprint, credentialKind, device } = question;
    const isShared = fingerprint !== null && credentialKind === kind && device === null;
    return question["url"] === url && outcome.ok && isShared;
  });
  const isShared = kind !== "device-token" && request.device === null;
  if (!hasAcceptedAnother || !isShared) {
    return connectFailure({
      reason: "not-recorded",
      detail: notRecorded(`connect ${url} with this credential`),
    });
  }
  if (request.credential === null) {
    return connectFailure({
      reason: "device-identity-required",
      detail: "device identity required",
      code: "DEVICE_IDENTITY_REQUIRED",
      close: { code: 1008, reason: "device identity required" },
    });
  }
  const detail = `unauthorized: gateway ${kind} mismatch`;
  return connectFailure({
    reason: kind === "token" ? "token-mismatch" : "password-mismatch",
    detail,
    code: kind === "token" ? "AUTH_TOKEN_MISMATCH" : "AUTH_PASSWORD_MISMATCH",
    close: { code: 1008, reason: detail },
  });
}

export function notRecorded(what: string): string {
  return `not in the recording: ${what}`;
}

type Recorded = Extract<RecordedEntry["outcome"], { ok: false }>["failure"];

/** A recording that was written by hand may leave out what does not apply. */
function connectFailure(failure: Recorded | Partial<ConnectFailure>): ConnectFailure {
  const plain = { code: null, close: null, retryAfterMs: null, pairing: null, expectedProtocol: null };
  return { ...plain, ...failure } as ConnectFailure;
}

function callFailure(failure: Recorded | Partial<CallFailure>): CallFailure {
  return { code: null, close: null, ...failure } as CallFailure;
}
