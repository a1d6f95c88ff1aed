// Builds the bundles that ship, one CJS file each, and fails when one is over its size budget.
import { build } from "esbuild";
import { copyFile, rm, stat } from "node:fs/promises";

const kilobyte = 1000;
const shared = {
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node22",
  minify: !process.argv.includes("--dev"),
  sourcemap: process.argv.includes("--dev"),
  legalComments: "none",
  logLevel: "warning",
  // Optional speed-ups of ws, never installed here.
  external: ["bufferutil", "utf-8-validate"],
};

/** What is built. Only the extension may import `vscode`: elsewhere the import cannot be resolved and the build fails. */
const bundles = [
  {
    out: "dist/extension.js",
    maxBytes: 350 * kilobyte,
    options: { ...shared, entryPoints: ["src/extension.ts"], external: [...shared.external, "vscode"] },
  },
  {
    out: "dist/cli.js",
    maxBytes: 400 * kilobyte,
    options: { ...shared, entryPoints: ["src/cli.ts"], banner: { js: "#!/usr/bin/env node" } },
  },
  {
    out: "dist/panel.js",
    maxBytes: 120 * kilobyte,
    options: { ...shared, entryPoints: ["src/webview/main.ts"], platform: "browser", format: "iife" },
  },
];

await rm("dist", { recursive: true, force: true });
let isOverBudget = false;
for (const { out, maxBytes, options } of bundles) {
  await build({ ...options, outfile: out });
  const { size } = await stat(out);
  const verdict = size <= maxBytes ? "within" : "OVER";
  console.log(`${out}  ${(size / kilobyte).toFixed(1)} KB, ${verdict} ${maxBytes / kilobyte} KB`);
  isOverBudget ||= !shared.sourcemap && size > maxBytes;
}
for (const file of ["codicon.css", "codicon.ttf"]) {
  await copyFile(`node_modules/@vscode/codicons/dist/${file}`, `dist/${file}`);
}
if (isOverBudget) {
  console.error(
    "A bundle is over its budget. Look at what it grew by: node esbuild.mjs --dev, then the source map.",
  );
  process.exitCode = 1;
}
