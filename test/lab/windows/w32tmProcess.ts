/** w32tm.exe /query /status. */
import { w32tmStatus, w32tmStopped } from "./w32tmText.ts";
import { readWindowsState } from "./windowsState.ts";
import { runTool } from "./windowsTool.ts";

/** ERROR_SERVICE_NOT_ACTIVE as an HRESULT; Linux keeps eight bits of it. */
const notActive = 0x80070426;

await runTool(({ home, args, machine, out }) => {
  if (args.join(" ").toLowerCase() !== "/query /status") {
    out(`The parameter is incorrect. (0x80070057)\n`);
    return 0x57;
  }
  const { clock } = readWindowsState(home);
  if (clock === "stopped") {
    out(w32tmStopped);
    return notActive & 0xff;
  }
  out(
    w32tmStatus({
      isSynchronized: clock === "synchronized",
      language: machine.language,
      lastSync: new Date(Date.now() - 600_000),
      server: "time.windows.com,0x9",
      serverAddress: "40.119.148.38",
    }),
  );
  return 0;
});
