/** `wslinfo`; the kernel puts the name that it was started by in front of the arguments. */
import { readInstanceFacts } from "./instanceFacts.ts";

const usage = `Usage: wslinfo [Arguments...]

Arguments:
    --networking-mode
        Display current networking mode.

    --msal-proxy-path
        Display the path to the MSAL proxy application.

    --vm-id
        Display the VM ID.

    --version
        Display the version of the WSL package.

    -n
        Do not print a newline.
`;

const words = process.argv.slice(3);
const questions = words.filter((word) => word !== "-n");
const facts = readInstanceFacts();
const answers: Readonly<Record<string, string>> = {
  "--networking-mode": facts.networkingMode,
  "--version": facts.wslVersion.split(".").slice(0, 3).join("."),
  "--wsl-version": facts.wslVersion.split(".").slice(0, 3).join("."),
  "--vm-id": facts.vmId,
  "--msal-proxy-path": `${facts.driveRoot ?? ""}/Program Files/WSL/msal.wsl.proxy.exe`,
};
const answer = questions.length === 1 ? answers[questions[0] ?? ""] : undefined;
if (answer === undefined) {
  process.stderr.write(usage);
  process.exitCode = 1;
} else process.stdout.write(words.includes("-n") ? answer : `${answer}\n`);
