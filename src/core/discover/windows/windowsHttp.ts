import { failed, success, type Outcome } from "../../base/outcome.ts";
import type { HttpReply, HttpRequest, NetworkFailure } from "../../ports/network.ts";
import type { Ports } from "../../ports/observed.ts";
import { inFolder, type WindowsSystem } from "./windowsSystem.ts";

/**
 * HTTP from Windows' own network, for a look from inside an instance: asked by the curl.exe that Windows brings along
 * since 2018.
 */
export function windowsHttp(
  { toolsDir, workingDir, env }: WindowsSystem,
  { commands }: Ports,
): Ports["http"] {
  return {
    async request({ url, timeoutMs, maxBodyBytes = 65_536 }: HttpRequest, signal) {
      const seconds = String(Math.ceil(timeoutMs / 1000));
      const args = ["-s", "-m", seconds, "-w", "\\n%{http_code} %{content_type}", url];
      const { evidence, ...run } = await commands.run(
        {
          program: inFolder(toolsDir, "curl.exe"),
          args,
          env,
          cwd: workingDir,
          // Starting a program of Windows from an instance takes a while by itself.
          timeoutMs: timeoutMs + 3_000,
          maxOutputBytes: maxBodyBytes,
        },
        signal,
      );
      if (!run.ok) return { ...failed({ reason: "other" as const, detail: run.failure.detail }), evidence };
      return { ...answerOf(run.value.exitCode, run.value.stdout, run.value.truncated), evidence };
    },
  };
}

/** curl's own exit codes; everything else is told by the text (curl.se/docs/manpage.html). */
const failures: Readonly<Record<number, NetworkFailure["reason"]>> = {
  7: "refused",
  28: "timed-out",
  52: "reset",
  56: "reset",
};

function answerOf(exitCode: number, stdout: string, truncated: boolean): Outcome<HttpReply, NetworkFailure> {
  const [, body = "", status = "", type = ""] = /^([\s\S]*)\n(\d{3}) ([^\n;]*)[^\n]*\s*$/.exec(stdout) ?? [];
  if (exitCode !== 0 || status === "" || status === "000") {
    return failed({ reason: failures[exitCode] ?? "other", detail: `curl.exe: exit ${exitCode}` });
  }
  return success({ status: Number(status), contentType: type.trim().toLowerCase(), body, truncated });
}
