/** hostname.exe. */
import { runTool } from "./windowsTool.ts";

await runTool(({ machine, out }) => {
  out(`${machine.computerName}\n`);
  return 0;
});
