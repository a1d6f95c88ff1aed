import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isAtLeast } from "../service/errors.ts";
import type { Message } from "../protocol.ts";

/**
 * `texts/<locale>.json`: WSL's own texts under their names in WSL's resources (localization/strings/<locale>), those
 * that were worded differently before 2.7, Windows' texts for error codes under the code's symbol, and what the
 * wsl.exe of System32 says when WSL is not installed. Non-English files hold the Windows texts that recordings prove;
 * the rest stays English.
 */
interface TextFile {
  readonly wsl: Readonly<Record<string, string>>;
  readonly "before2.7": Readonly<Record<string, string>>;
  readonly system: Readonly<Record<string, string>>;
  readonly stub: Partial<StubTexts>;
}

export interface StubTexts {
  readonly notInstalled: readonly string[];
  readonly outdated: readonly string[];
  readonly prompt: readonly string[];
  readonly aborted: string;
}

export interface Texts {
  readonly stub: StubTexts;
  format(message: Message): string;
}

const folder = join(import.meta.dirname, "texts");

/**
 * WSL has its texts in 22 languages and takes only an exact match, else English: on a Windows in fr-CA its own texts
 * are English and the system's French.
 */
export function loadTexts(language: string, wslVersion: string): Texts {
  const english = read("en-US");
  const own = existsSync(fileOf(language)) ? read(language) : english;
  const system = own === english ? systemFile(language, english) : own;
  const older = isAtLeast(wslVersion, "2.7") ? {} : own["before2.7"];
  const templates: Readonly<Record<string, string>> = {
    ...english.system,
    ...system.system,
    ...english.wsl,
    ...own.wsl,
    ...older,
  };
  const format = ({ text, params = {} }: Message): string => {
    if (!Object.hasOwn(templates, text)) throw new Error(`wsl.exe has no text ${text}`);
    const values = Object.values(params);
    // A value may be the id of a text, whose own placeholders take the values that follow.
    const fill = (template: string): string =>
      template.replaceAll("{}", () => {
        const value = values.shift() ?? "";
        return Object.hasOwn(templates, value) ? fill(templates[value] ?? "") : value;
      });
    return fill(templates[text] ?? "");
  };
  return { stub: { ...(english.stub as StubTexts), ...own.stub }, format };
}

function systemFile(language: string, english: TextFile): TextFile {
  const sameLanguage = { de: "de-DE", es: "es-ES", fr: "fr-FR", pt: "pt-BR" }[language.slice(0, 2)];
  return sameLanguage === undefined ? english : read(sameLanguage);
}

function fileOf(locale: string): string {
  return join(folder, `${locale}.json`);
}

function read(locale: string): TextFile {
  return JSON.parse(readFileSync(fileOf(locale), "utf8")) as TextFile;
}
