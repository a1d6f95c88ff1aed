// Builds the bundles that ship, CJS all of them, and fails when one is over its size budget.
import { build } from "esbuild";
import { copyFile, rm, stat } from "node:fs/promises";

const kilobyte = 1000;
const isDev = process.argv.includes("--dev");
const shared = {
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node22",
  minify: !isDev,
  sourcemap: isDev,
  legalComments: "none",
  logLevel: "warning",
  // `import()` becomes a deferred `require`, which works in every host.
  supported: { "dynamic-import": false },
  // Optional speed-ups of ws, never installed here.
  external: ["bufferutil", "utf-8-validate"],
};

/** Libraries that are loaded on first use. They are files of their own, which the extension and the command line share. */
const onFirstUse = ["execa", "ws"];

/** What a look needs and activation does not: how this machine answers, and all there is to look for. */
const forTheFirstLook = ["core/catalogue", "platform/liveMachine"];

const besideTheBundle = {
  name: "beside-the-bundle",
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`^\\./(${forTheFirstLook.join("|")})\\.ts$`) }, () => ({
      path: "./machine.js",
      external: true,
    }));
    onResolve({ filter: new RegExp(`^(${onFirstUse.join("|")})$`) }, ({ path }) => ({
      path: `./${path}.js`,
      external: true,
    }));
  },
};
const program = { ...shared, plugins: [besideTheBundle] };

/** What is built. Only the extension may import `vscode`: elsewhere the import cannot be resolved and the build fails. */
const bundles = [
  {
    out: "dist/extension.js",
    maxBytes: 350 * kilobyte,
    options: { ...program, entryPoints: ["src/extension.ts"], external: [...shared.external, "vscode"] },
  },
  {
    out: "dist/cli.js",
    maxBytes: 400 * kilobyte,
    options: { ...program, entryPoints: ["src/cli.ts"], banner: { js: "#!/usr/bin/env node" } },
  },
  {
    out: "dist/panel.js",
    maxBytes: 120 * kilobyte,
    options: { ...shared, entryPoints: ["src/webview/main.ts"], platform: "browser", format: "iife" },
  },
  {
    out: "dist/machine.js",
    maxBytes: 350 * kilobyte,
    options: {
      ...program,
      stdin: {
        contents: forTheFirstLook.map((name) => `export * from "./src/${name}.ts";`).join("\n"),
        resolveDir: import.meta.dirname,
      },
    },
  },
  ...onFirstUse.map((name) => ({
    out: `dist/${name}.js`,
    maxBytes: 150 * kilobyte,
    options: { ...shared, stdin: { contents: `export * from "${name}";`, resolveDir: import.meta.dirname } },
  })),
];

await rm("dist", { recursive: true, force: true });
let isOverBudget = false;
for (const { out, maxBytes, options } of bundles) {
  await build({ ...options, outfile: out });
  const { size } = await stat(out);
  const verdict = size <= maxBytes ? "within" : "OVER";
  console.log(`${out}  ${(size / kilobyte).toFixed(1)} KB, ${verdict} ${maxBytes / kilobyte} KB`);
  isOverBudget ||= !isDev && size > maxBytes;
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
