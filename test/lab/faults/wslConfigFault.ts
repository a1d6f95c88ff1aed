import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readMachine } from "../machineFile.ts";
import { askService } from "../service/client.ts";
import type { LabFault } from "./labFault.ts";

const mark = "# fault:";

/** One by lines in the user's `.wslconfig`. The VM is stopped, since it reads the file when it starts. */
export function wslConfigFault(id: string, shows: string, lines: string): LabFault {
  const fileOf = (home: string) => join(home, "c/Users", readMachine(home).user, ".wslconfig");
  const read = (home: string) => readFile(fileOf(home), "utf8").catch(() => "");
  const withoutIt = async (home: string) => {
    const [before = "", rest = ""] = (await read(home)).split(`${mark}${id}\n`);
    return before + rest.replace(lines, "");
  };
  const restart = (home: string) => askService(home, "shutdown", { force: false });
  return {
    id,
    shows,
    async apply({ home }) {
      await writeFile(fileOf(home), `${await withoutIt(home)}${mark}${id}\n${lines}`);
      await restart(home);
    },
    async clear({ home }) {
      const text = await withoutIt(home);
      if (text === (await read(home))) return;
      await (text === "" ? rm(fileOf(home), { force: true }) : writeFile(fileOf(home), text));
      await restart(home);
    },
  };
}
