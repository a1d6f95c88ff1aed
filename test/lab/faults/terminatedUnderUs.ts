import { askService, runInInstance } from "../service/client.ts";
import type { LabFault } from "./labFault.ts";

export const terminatedUnderUs: LabFault = {
  id: "terminated-under-us",
  shows: "wsl --terminate by somebody else: the instance is Stopped, its port is closed, commands in it end",
  async apply({ home, instance }) {
    await askService(home, "terminate", { name: instance });
  },
  async clear({ home, instance }) {
    const { instances } = await askService(home, "list", {});
    if (instances.some(({ name, state }) => name === instance && state === "Stopped"))
      await runInInstance(home, { name: instance, user: "root", argv: ["true"] });
  },
};
