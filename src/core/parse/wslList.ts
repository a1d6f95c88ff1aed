/** The state column of `wsl --list --verbose`; everything but Running and Stopped passes. */
export type WslState = "Running" | "Stopped" | "Installing" | "Uninstalling" | "Converting" | "Exporting";

/** One registered instance. */
export interface WslRow {
  readonly name: string;
  readonly state: WslState;
  readonly version: 1 | 2;
  readonly isDefault: boolean;
}

/** State words are English in every display language; names of old registrations may hold blanks. */
const row = /^([* ]) (.+?) +(Stopped|Running|Installing|Uninstalling|Converting|Exporting) +([12])\s*$/;

/** The rows of `wsl --list --verbose`, the default instance first. Text that has none gives none. */
export function parseWslList(text: string): readonly WslRow[] {
  return text.split("\n").flatMap((line) => {
    const [, mark, name, state, version] = row.exec(line) ?? [];
    if (name === undefined) return [];
    return [
      {
        name,
        state: state as WslState,
        version: version === "1" ? 1 : 2,
        isDefault: mark === "*",
      } satisfies WslRow,
    ];
  });
}
