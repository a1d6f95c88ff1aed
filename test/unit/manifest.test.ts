import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";

interface Contribution {
  readonly command: string;
  readonly when?: string;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: Readonly<Record<string, readonly Contribution[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly contents: string;
      readonly when: string;
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope: string }>> };
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly activationEvents: readonly string[];
}

const root = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const manifest = JSON.parse(read("package.json")) as Manifest;
const { commands, menus, views, viewsWelcome, configuration } = manifest.contributes;
const declared = commands.map(({ command }) => command).sort();

/** Sources of the extension's own layers; they cannot be imported here, where there is no `vscode`. */
const sources = ["src/commands", "src/host", "src/views"].flatMap((folder) =>
  readdirSync(new URL(folder, root)).map((file) => ({
    path: `${folder}/${file}`,
    text: read(`${folder}/${file}`),
  })),
);

describe("the manifest", () => {
  it("declares exactly the commands that are written and registered", () => {
    const written = sources.flatMap(({ path, text }) => {
      const id = /^ {2}id: "([^"]+)"/m.exec(text)?.[1];
      return path.startsWith("src/commands/") && id !== undefined ? [{ path, id }] : [];
    });
    assert.deepEqual(written.map(({ id }) => id).sort(), declared);
    const registry = read("src/commands/index.ts");
    for (const { path } of written) {
      assert.ok(
        registry.includes(`./${path.slice("src/commands/".length)}`),
        `${path} is not in the registry`,
      );
    }
  });

  it("names only declared commands in menus, welcome texts and links", () => {
    const named = [
      ...Object.values(menus).flatMap((rows) => rows.map(({ command }) => command)),
      ...[...read("package.nls.json").matchAll(/\(command:([\w.]+)\)/g)].map((match) => match[1] ?? ""),
      ...sources.flatMap(({ text }) =>
        [...text.matchAll(/command: "(gatewayLens\.[\w.]+)"/g)].map((match) => match[1] ?? ""),
      ),
    ];
    assert.deepEqual(
      named.filter((command) => !declared.includes(command)),
      [],
    );
  });

  it("uses only context keys that the extension sets", () => {
    const keys = [...read("src/host/contextKeys.ts").matchAll(/^ {2}readonly (\w+):/gm)].map(
      (match) => match[1],
    );
    const whens = [
      ...Object.values(menus).flatMap((rows) => rows.map(({ when }) => when ?? "")),
      ...viewsWelcome.map(({ when }) => when),
    ];
    const viewIds = Object.values(views).flatMap((list) => list.map(({ id }) => id));
    const used = whens.flatMap((when) => [...when.matchAll(/gatewayLens\.(\w+)/g)].map((match) => match[1]));
    assert.deepEqual(
      used.filter((key) => !keys.includes(key) && !viewIds.includes(`gatewayLens.${key}`)),
      [],
    );
  });

  it("uses only abilities that rows have", () => {
    const abilities = /export type Ability = ([^;]+);/.exec(read("src/core/present/treeNode.ts"))?.[1] ?? "";
    for (const { when } of menus["view/item/context"] ?? []) {
      const ability = /\\b(\w+)\\b/.exec(when ?? "")?.[1] ?? "";
      assert.ok(abilities.includes(`"${ability}"`), `no row has ${ability}`);
    }
  });

  it("has a text for every %key% and no text too many", () => {
    const used = [...read("package.json").matchAll(/%([\w.]+)%/g)].map((match) => match[1] ?? "").sort();
    assert.deepEqual([...new Set(used)], Object.keys(JSON.parse(read("package.nls.json")) as object).sort());
  });

  it("keeps program paths out of the reach of a workspace, and every secret out of the settings", () => {
    for (const [name, { scope }] of Object.entries(configuration.properties)) {
      assert.doesNotMatch(name, /token|password|secret|key/i);
      if (!name.endsWith("Path")) continue;
      assert.ok(scope === "machine" || scope === "application", `${name} has scope ${scope}`);
      assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes(name));
    }
  });

  it("activates on nothing but its own views, panel and commands", () => {
    // The editor adds those of views and commands; a panel to be restored is asked for by its type.
    assert.deepEqual(manifest.activationEvents, ["onWebviewPanel:gatewayLens.diagnostics"]);
  });
});
