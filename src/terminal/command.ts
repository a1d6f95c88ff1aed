import type { Arguments } from "./arguments.ts";
import type { Option } from "./option.ts";
import type { Ending } from "./problem.ts";
import type { Session } from "./session.ts";

/** One command of the command line. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What follows the name in the usage line, such as `<file|->`. */
  readonly positionals: string;
  readonly positionalCount: number;
  /** Beside the common ones. */
  readonly options: readonly Option[];
  /** More for its own help; lines. */
  readonly notes: readonly string[];
  run(session: Session, args: Arguments): Promise<Ending>;
}
