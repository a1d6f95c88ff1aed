import { writeFile as write } from "node:fs/promises";
import { failed, success, type Outcome } from "../core/base/outcome.ts";
import { wrongUse, type Problem } from "./problem.ts";

/** Writes a file that the user named, replacing what is there. */
export async function writeFile(path: string, text: string): Promise<Outcome<void, Problem>> {
  try {
    await write(path, text);
    return success(undefined);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return failed(
      wrongUse("output-not-written", `${path} could not be written: ${cause}.`, "Name another file."),
    );
  }
}
