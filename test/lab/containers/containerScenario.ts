/** One way to have gateways in containers, with what can be wrong there. */
import type { Lab } from "../lab.ts";
import type { CommandResult } from "../labCommand.ts";
import type { DockerDesktop } from "./dockerDesktop.ts";

export interface ContainerScenario {
  /** The file has the same name in camel case. */
  readonly id: string;
  /** What a user then sees. */
  readonly shows: string;
  /** Resolves when it is to be seen. */
  start(stage: ContainerStage): Promise<void>;
}

export interface ContainerStage {
  readonly lab: Lab;
  readonly desktop: DockerDesktop;
  /** Reference of the image that gateways are made from. */
  readonly image: string;
  /** Runs docker.exe; what it printed, when all went well. */
  readonly docker: (...args: string[]) => Promise<string>;
  /** Writes a project below the profile of the user. */
  readonly project: (name: string, files: ProjectFiles) => Promise<ComposeProject>;
  /** Waits until that holds. */
  readonly until: (what: string, holds: () => Promise<boolean>) => Promise<void>;
  /** Waits until `docker ps --all` shows that text. */
  readonly untilShown: (text: string) => Promise<void>;
  /** Undone at the end, the last first. */
  readonly onStop: (undo: () => Promise<void>) => void;
}

export interface ProjectFiles {
  /** Text of `docker-compose.yml`. */
  readonly compose: string;
  /** Into `.env`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Text of `state/openclaw.json`. */
  readonly config?: string;
}

export interface ComposeProject {
  readonly compose: (...args: string[]) => Promise<CommandResult>;
  /** `docker compose up`; throws when that fails. */
  readonly up: () => Promise<void>;
}
