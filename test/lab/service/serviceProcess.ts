/** `node serviceProcess.ts <home>`: wslservice.exe and wslrelay.exe of one lab, run on its Windows side. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startInterop } from "../inside/interop.ts";
import type { LabPlace } from "../kernel/kernelTypes.ts";
import { serviceCalls } from "./calls.ts";
import { Instances } from "./instances.ts";
import { listenForCalls } from "./serviceServer.ts";

const [home = ""] = process.argv.slice(2);
const place = JSON.parse(readFileSync(join(home, "place.json"), "utf8")) as LabPlace;
await listenForCalls(
  join(home, "service.sock"),
  serviceCalls(new Instances(place, await startInterop(home))),
);
// Whoever started us reads this line and goes on.
console.log("ready");
