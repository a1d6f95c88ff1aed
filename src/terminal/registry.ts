/** Every command. To add one, write its file under commands/ and list it here. */
import type { Command } from "./command.ts";
import { explain } from "./commands/explain.ts";
import { probe } from "./commands/probe.ts";
import { record } from "./commands/record.ts";
import { tokens } from "./commands/tokens.ts";
import { topology } from "./commands/topology.ts";

export const commands: readonly Command[] = [topology, probe, tokens, explain, record];
