import { mapFact } from "../../../model/fact.ts";
import { both } from "../../needs/both.ts";
import { placeId } from "../../needs/place.ts";
import { targetConfig } from "../../needs/targetConfig.ts";
import { targetTokens } from "../../needs/targetTokens.ts";
import { defineRule } from "../../rule.ts";
import type { Scene } from "../../scene.ts";
import type { Fact } from "../../../model/fact.ts";

interface TokenFile {
  readonly path: string;
  readonly line: number | null;
  readonly mode: number;
}

/** The configuration file where a credential stands in it in clear; null where none does. */
function tokenFile(scene: Scene): Fact<TokenFile | null> {
  const joined = both(targetConfig(scene), targetTokens(scene));
  if (!joined.known) return joined;
  const [{ path, fileMode }, { all }] = joined.value;
  const source = all.find(({ location, fingerprint }) => location.file === path && fingerprint !== null);
  if (source === undefined) return mapFact(joined, () => null);
  return mapFact(both(joined, fileMode), ([, mode]) => ({ path, line: source.location.line ?? null, mode }));
}

const readByOthers = 0o044;

export const tokenFileExposed = defineRule({
  id: "token-file-exposed",
  layer: "config",
  severity: "warning",
  title: "Other users of this machine can read the gateway token",
  meaning: "The file that holds the token is readable by its group or by everybody.",
  firstAction: {
    label: "Make the file yours alone",
    command: "chmod 600 ~/.openclaw/openclaw.json",
    risk: "soft",
  },
  explains: "doctor",
  sources: ["openclaw 2026.9.6, openclaw security audit"],
  needs: { file: tokenFile },
  find({ file }, scene) {
    if (file === null || (file.mode & readByOthers) === 0) return null;
    const who = (file.mode & 0o004) === 0 ? "its group" : "every user of this machine";
    return {
      confidence: "confirmed",
      explanation: `${file.path} holds a gateway credential, and ${who} can read it: neither the file's mode nor a folder above keeps them out.`,
      location: { namespace: placeId(scene), file: file.path, line: file.line },
      firstAction: { label: "Make the file yours alone", command: `chmod 600 '${file.path}'`, risk: "soft" },
    };
  },
});
