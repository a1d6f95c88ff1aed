import { failed, success, type Outcome } from "../../core/base/outcome.ts";
import type { CommandFailure, CommandResult, Commands } from "../../core/ports/commands.ts";
import type { DialFailure, Gateways } from "../../core/ports/gatewayDialog.ts";
import type { Http, HttpReply, HttpRequest, NetworkFailure, Tcp } from "../../core/ports/network.ts";

const defaultMaxBodyBytes = 64 * 1024;
const maxHeadBytes = 16 * 1024;
const exitNotConnected = 9;

/** Bash connects by itself, so nothing needs to be installed. HTTP/1.0 brings the body as it is, and then the end. */
const connectScript = `exec 3<>"/dev/tcp/$0/$1" || exit ${exitNotConnected}`;
const requestScript = `${connectScript}
printf '%s %s HTTP/1.0\\r\\nHost: %s\\r\\nAccept: */*\\r\\nConnection: close\\r\\n\\r\\n' "$2" "$3" "$4" >&3
head -c "$5" <&3`;

/** HTTP as it is seen from inside a guest: its own loopback, which no client out here reaches. */
export function guestHttp(commands: Commands): Http {
  return {
    async request(request, signal) {
      const { url, timeoutMs, maxBodyBytes = defaultMaxBodyBytes } = request;
      const target = URL.canParse(url) ? new URL(url) : null;
      if (target?.protocol !== "http:") {
        return failed({ reason: "other", detail: `${url} is not asked for from inside a guest` });
      }
      const { host, hostname, pathname, search, port } = target;
      const maxBytes = maxHeadBytes + maxBodyBytes + 1;
      const place = [hostname.replace(/^\[|\]$/g, ""), port === "" ? "80" : port];
      const asked = [request.method, pathname + search, host, String(maxBytes)];
      const run = await commands.run(
        {
          program: "bash",
          args: ["-c", requestScript, ...place, ...asked],
          timeoutMs,
          label: labelOf(request),
        },
        signal,
      );
      const answer = judge(run, url);
      return answer.ok ? parseReply(answer.value.stdout, maxBodyBytes) : answer;
    },
  };
}

/** TCP connections from inside a guest. The time is that of the whole question. */
export function guestTcp(commands: Commands): Tcp {
  return {
    async connect(host, port, timeoutMs, signal) {
      const started = performance.now();
      const args = ["-c", connectScript, host, String(port)];
      const run = await commands.run({ program: "bash", args, timeoutMs }, signal);
      const answer = judge(run, `${host}:${port}`);
      return answer.ok ? success({ elapsedMs: performance.now() - started }) : answer;
    },
  };
}

/** A WebSocket needs a stream of its own into the guest; what has to log in does so from the vantage. */
export const noGuestGateways: Gateways = {
  async dial(url) {
    const detail = `${url}: no WebSocket is opened from inside a guest`;
    return failed<DialFailure>({ reason: "other", detail });
  },
};

function labelOf({ method, url }: HttpRequest): string {
  return `${method} ${url}`;
}

function judge(
  run: Outcome<CommandResult, CommandFailure>,
  what: string,
): Outcome<CommandResult, NetworkFailure> {
  if (!run.ok) {
    const { reason, detail } = run.failure;
    if (reason === "timed-out" || reason === "aborted") return failed({ reason, detail });
    return failed({ reason: "other", detail: `${what}: ${detail}` });
  }
  const { exitCode, stderr } = run.value;
  if (exitCode === exitNotConnected) return failed(refusal(what, stderr));
  return exitCode === 0
    ? success(run.value)
    : failed({ reason: "other", detail: `${what}: ${stderr.trim() || `exit ${exitCode}`}` });
}

/** Bash says it in the words of strerror(3). */
function refusal(what: string, stderr: string): NetworkFailure {
  if (/Connection refused/.test(stderr)) return { reason: "refused", detail: `connect ECONNREFUSED ${what}` };
  if (/unreachable|No route/.test(stderr))
    return { reason: "unreachable", detail: `connect EHOSTUNREACH ${what}` };
  if (/timed out/.test(stderr)) return { reason: "timed-out", detail: `connect ETIMEDOUT ${what}` };
  if (/Name or service|name resolution/.test(stderr))
    return { reason: "name-not-found", detail: `getaddrinfo ENOTFOUND ${what}` };
  return { reason: "other", detail: `${what}: ${stderr.trim().split("\n")[0] ?? ""}` };
}

function parseReply(text: string, maxBodyBytes: number): Outcome<HttpReply, NetworkFailure> {
  if (text === "") return failed({ reason: "reset", detail: "closed without an answer" });
  const [, status, head = "", body = ""] =
    /^HTTP\/1\.[01] (\d{3})[^\n]*\r?\n(.*?\r?\n)?\r?\n(.*)$/s.exec(text) ?? [];
  if (status === undefined) return failed({ reason: "not-http", detail: "the answer is not HTTP" });
  const contentType = /^content-type:([^;\r\n]*)/im.exec(head)?.[1]?.trim().toLowerCase() ?? "";
  const bytes = Buffer.from(body, "utf8");
  const truncated = bytes.length > maxBodyBytes;
  return success({
    status: Number(status),
    contentType,
    body: truncated ? bytes.subarray(0, maxBodyBytes).toString("utf8") : body,
    truncated,
  });
}
