/** Faults inside of an instance with the gateway of `lab.install(…, { gateway })`, as shell scripts that root runs. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { askService, runInInstance } from "../service/client.ts";
import { shownExitCode } from "../service/initClient.ts";
import type { FaultTarget, LabFault } from "./labFault.ts";

type Step = string | ((target: FaultTarget) => Promise<void>);

interface InsideFault {
  readonly id: string;
  readonly shows: string;
  readonly apply: Step;
  readonly clear: Step;
}

/**
 * What the scripts have at hand. The gateway's account is spoken for without a login, since a login session of its
 * own would keep its user manager.
 */
const words = `set -eu
user=openclaw
uid=$(id -u $user 2>/dev/null || echo 1000)
home=/home/$user
state=$home/.openclaw
config=$state/openclaw.json
unit=openclaw-gateway.service
file=$home/.config/systemd/user/$unit
as_owner() { setpriv --reuid=$uid --regid=$uid --init-groups env HOME=$home XDG_RUNTIME_DIR=/run/user/$uid "$@"; }
service() { as_owner systemctl --user "$@"; }
stop_gateway() {
  as_owner timeout 8 systemctl --user stop $unit || service kill --signal=KILL --kill-whom=all $unit
  service stop $unit
}
start_gateway() {
  service daemon-reload
  service reset-failed $unit 2>/dev/null || true
  service start --no-block $unit
}
restart_gateway() { stop_gateway; start_gateway; }
drop_in() { # NAME: its content is the input
  mkdir -p $file.d
  cat >$file.d/$1.conf
  chown -R $user: $file.d
}
remove_drop_in() {
  rm -f $file.d/$1.conf
  rmdir $file.d 2>/dev/null || true
}
keep() { cp -a "$1" "$1.before-$fault"; }
give_back() { mv -f "$1.before-$fault" "$1"; }
gateway_port() { sed -n 's/^Environment=OPENCLAW_GATEWAY_PORT=//p' $file | tr -d '\\r'; }
gateway_token() { sed -n 's/.*"token": *"\\(.*\\)".*/\\1/p' $config; }
`;

/** One inside the instance, which boots when it is stopped. Clearing does nothing where it was not applied. */
export function insideFault({ id, shows, apply, clear }: InsideFault): LabFault {
  const run = (step: Step, target: FaultTarget) =>
    typeof step === "string" ? inScript(target, `fault=${id}\n${step}`) : step(target);
  return {
    id,
    shows,
    async apply(target) {
      const mark = markOf(target, id);
      if (existsSync(mark)) return;
      mkdirSync(join(mark, ".."), { recursive: true });
      // Before it is done: what was done by half can be cleared.
      writeFileSync(mark, "");
      await run(apply, target);
    },
    async clear(target) {
      const mark = markOf(target, id);
      if (!existsSync(mark)) return;
      const { instances } = await askService(target.home, "list", {});
      if (instances.some(({ name }) => name === target.instance)) await run(clear, target);
      rmSync(mark);
    },
  };
}

const markOf = ({ home, instance }: FaultTarget, id: string) => join(home, "faults", instance, id);

/** Runs a script of root's in the instance, with the words above, and returns what it printed. */
export async function inScript(
  { home, instance }: FaultTarget,
  script: string,
  input?: Buffer,
): Promise<string> {
  const argv = ["/bin/sh", "-c", words + script] as const;
  const run = await runInInstance(home, {
    name: instance,
    user: "root",
    argv,
    ...(input !== undefined && { input }),
  });
  const code = shownExitCode(run.status);
  if (code !== 0) throw new Error(`${instance} ended with ${code}: ${run.stderr.toString()}`);
  return run.stdout.toString().trim();
}
