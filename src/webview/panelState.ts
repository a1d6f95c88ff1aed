import type { ShowModel } from "../shared/panelProtocol.ts";

/** What the panel remembers by itself over a reload of the window. */
export interface PanelState {
  /** The rung whose evidence is open. */
  readonly selectedRung: string | null;
  /** What was shown last, to be shown again until the host has looked. It holds what the screen held: no secret. */
  readonly last: ShowModel | null;
}

/** The part of VS Code's webview API that the panel uses. */
export interface PanelHost {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: PanelState): void;
}

/** The state of this version of the panel; what another one left is not shown. */
export function readState(host: PanelHost): PanelState {
  const state = host.getState() as (PanelState & { readonly version?: unknown }) | undefined;
  return state?.version === version ? state : { selectedRung: null, last: null };
}

export function writeState(host: PanelHost, state: PanelState): void {
  host.setState({ ...state, version } as PanelState);
}

/** Raised when the shape of the model or of the state changes. */
const version = 1;
