import type { ContainerScenario } from "../containerScenario.ts";

export const restartPolicies: ContainerScenario = {
  id: "restart-policies",
  shows:
    "what failed: left alone, given up after two more tries, stopped by hand, and tried again without an end",
  async start({ docker, image, until }) {
    const common = ["--detach", "--env", "OPENCLAW_GATEWAY_TOKEN=lab-token-0123456789abcdef"];
    const run = (name: string, policy: string, ...command: string[]) =>
      docker("run", ...common, "--name", name, "--restart", policy, image, ...command);
    await run("never", "no", "sh", "-c", "exit 1");
    await run("given-up", "on-failure:2", "sh", "-c", "exit 78");
    await run("stopped", "unless-stopped");
    await docker("stop", "--time", "1", "stopped");
    await run("always", "always", "sh", "-c", "exit 1");
    await until("given up", async () => {
      const asked = "{{.State.Status}} {{.RestartCount}}";
      return (await docker("inspect", "given-up", "--format", asked)) === "exited 2";
    });
  },
};
