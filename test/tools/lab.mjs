import { runTool } from "./bootstrap.mjs";

await runTool("lab.ts");
