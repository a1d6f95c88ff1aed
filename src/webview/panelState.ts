/** What the panel remembers by itself: the rung whose evidence is open. The model comes from the host. */
export interface PanelState {
  readonly selectedRung: string | null;
}

/** The part of VS Code's webview API that the panel uses. */
export interface PanelHost {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: PanelState): void;
}

export function readState(host: PanelHost): PanelState {
  const state = host.getState();
  if (typeof state === "object" && state !== null && "selectedRung" in state) {
    const { selectedRung } = state;
    if (typeof selectedRung === "string") return { selectedRung };
  }
  return { selectedRung: null };
}
