import type { SecretVault } from "../ports/machine.ts";

const secretFlag = /^--(?:[a-z-]*-)?(?:token|password|secret|api-key)$/;

/** Arguments fit to be shown: the values of credential flags, and every secret that the vault knows, are gone. */
export function redactArgs(args: readonly string[], vault: SecretVault): readonly string[] {
  return args.map((arg, index) => {
    const inline = /^(--[^=]+)=(.+)$/s.exec(arg);
    if (inline?.[1] !== undefined && secretFlag.test(inline[1])) {
      vault.keep(inline[2] ?? "");
      return `${inline[1]}=…`;
    }
    if (secretFlag.test(args[index - 1] ?? "") && !arg.startsWith("--")) {
      vault.keep(arg);
      return "…";
    }
    return vault.redact(arg);
  });
}
