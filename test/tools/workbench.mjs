import { runTool } from "./bootstrap.mjs";

await runTool("workbench.ts");
