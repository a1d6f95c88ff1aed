/** VS Code with the packaged extension, for a person to look at. */
import { startCodeServer } from "./codeServer.ts";
import { findDesktopEditor, useDesktopEditor } from "./desktopEditor.ts";
import { packageExtension } from "./packageExtension.ts";

export interface OpenOptions {
  /** The folder that the window opens. */
  readonly folder: string;
  /** Added to the environment of the editor and so of the extension; the HOME of the embedded gateway, for example. */
  readonly env?: Readonly<Record<string, string>>;
  /** A free one unless given. A browser keeps the window's state by its port. */
  readonly port?: number;
}

export interface OpenedWorkbench {
  /** To be opened in a browser; null when the desktop editor has opened already. */
  readonly url: string | null;
  /** Resolves when the window or the server has ended, whoever ended it. */
  readonly ended: Promise<unknown>;
  /** Ends the server; a desktop window stays the user's to close. */
  stop(): Promise<void>;
}

/** The desktop editor where there is one, else VS Code in the browser: Linux on x64. */
export async function openWorkbench(options: OpenOptions): Promise<OpenedWorkbench> {
  const { path: vsix } = await packageExtension();
  const editor = findDesktopEditor();
  if (editor !== null) {
    return {
      url: null,
      ended: useDesktopEditor(editor, { ...options, vsix }),
      stop: () => Promise.resolve(),
    };
  }
  const server = await startCodeServer({ ...options, vsix });
  return { url: server.workbenchUrl(), ended: server.ended, stop: () => server.stop() };
}
