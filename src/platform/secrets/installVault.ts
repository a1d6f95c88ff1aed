import { createHmac } from "node:crypto";
import { parsePlaceholder, placeholderOf, placeholderPattern } from "../../core/base/placeholder.ts";
import { redactSecrets } from "../../core/base/redact.ts";
import type { SecretHandle } from "../../core/model/secretHandle.ts";
import type { SecretVault } from "../../core/ports/machine.ts";
import { escapeForPattern, formsOf, isFree } from "./keptForms.ts";

/** The vault as platform code has it: what sends a credential can look its value up. The core only sees the port. */
export interface InstallVault extends SecretVault {
  /** Null when no such value was kept in this run. */
  valueOf(handle: SecretHandle): string | null;
}

/**
 * Keeps secrets in memory and knows them by HMAC-SHA256 with the key of this install. `readKey` is called at the
 * first secret, so a run without one touches no file.
 */
export function installVault(readKey: () => Buffer): InstallVault {
  let key: Buffer | null = null;
  const values = new Map<string, string>();
  /** Handles by every form a value may stand in. */
  const handles = new Map<string, SecretHandle>();
  let pattern: RegExp | null = null;

  const handleOf = (value: string): SecretHandle => {
    key ??= readKey();
    const fingerprint = createHmac("sha256", key).update(value, "utf8").digest("hex").slice(0, 8);
    return { fingerprint, length: value.length };
  };

  /** One expression for all kept values, longest first; placeholders come first, so that they stay whole. */
  const keptPattern = (): RegExp => {
    const forms = [...handles.keys()].sort((a, b) => b.length - a.length);
    const free = forms.filter(isFree).map(escapeForPattern);
    const assigned = forms.filter((form) => !isFree(form)).map(escapeForPattern);
    const short =
      assigned.length === 0 ? [] : [`(?<=[=:]\\s?\\\\{0,3}["']?)(?:${assigned.join("|")})(?![\\w-])`];
    return new RegExp([placeholderPattern.source, ...free, ...short].join("|"), "g");
  };

  return {
    keep(value) {
      const known = parsePlaceholder(value);
      // A recording holds placeholders where secrets were; they stand for the same secret when it is played back.
      const handle = known ?? handleOf(value);
      values.set(handle.fingerprint, value);
      if (known === null && value !== "" && !handles.has(value)) {
        for (const form of [value, ...formsOf(value)]) handles.set(form, handle);
        pattern = null;
      }
      return handle;
    },
    redact(text) {
      pattern ??= keptPattern();
      const withoutKept = text.replace(pattern, (found) => {
        const handle = handles.get(found);
        return handle === undefined ? found : placeholderOf(handle);
      });
      return redactSecrets(withoutKept, (value) => placeholderOf(handleOf(value)));
    },
    valueOf: ({ fingerprint }) => values.get(fingerprint) ?? null,
  };
}
