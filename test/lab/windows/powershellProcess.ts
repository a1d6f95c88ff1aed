/** powershell.exe 5.1: a small part of the language over a few cmdlets, which answer from the lab's state. */
import { text } from "node:stream/consumers";
import { encodeOem, oemCodePage } from "./codePage.ts";
import { runScript } from "./powershell/runScript.ts";
import { windowsSide } from "./windowsSide.ts";
import { readWindowsState } from "./windowsState.ts";
import { runTool, withCrLf } from "./windowsTool.ts";

const ignored = /^[-/](nol(ogo)?|nop(rofile)?|noni(nteractive)?|sta|mta)$/i;
const withValue = /^[-/](ex(ecutionpolicy)?|ep|w(indowstyle)?|version|outputformat|of|inputformat|if)$/i;

await runTool(async ({ home, args, machine, outBytes, err }) => {
  let script: string | null = null;
  let isEncoded = false;
  for (let at = 0; at < args.length && script === null; at++) {
    const word = args[at] ?? "";
    if (ignored.test(word)) continue;
    if (withValue.test(word)) at++;
    else if (/^[-/](e|ec|en|enc\w*)$/i.test(word)) {
      isEncoded = true;
      script = Buffer.from(args[++at] ?? "", "base64").toString("utf16le");
    } else if (/^[-/](c|co\w*)$/i.test(word)) script = args.slice(at + 1).join(" ");
    else if (word.startsWith("-") || word.startsWith("/")) {
      err(
        `The argument '${word}' is not recognized as the name of a parameter of the lab's powershell.exe.\n`,
      );
      return 0xfffd0000 & 0xff;
    } else script = args.slice(at).join(" ");
  }
  if (script === null || script.trim() === "-") script = await text(process.stdin);
  const facts = { home, machine, state: readWindowsState(home), side: await windowsSide(home) };
  const result = runScript(script, facts, isEncoded);
  const stdout = withCrLf(result.stdout);
  if (result.isUtf8) outBytes(Buffer.from(stdout));
  else outBytes(encodeOem(stdout, oemCodePage(machine.language)));
  if (result.stderr !== "") err(result.stderr);
  return result.exitCode;
});
