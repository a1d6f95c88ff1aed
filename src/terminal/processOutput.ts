import type { WriteStream } from "node:tty";
import type { Output } from "./world.ts";

/**
 * One of the process's own streams. When whoever reads it has gone (`gateway-lens probe | head -1`), `onClosed` is
 * told once and what is written from then on is dropped.
 */
export function processOutput(stream: WriteStream, onClosed: () => void): Output {
  let isClosed = false;
  stream.on("error", () => {
    if (!isClosed) onClosed();
    isClosed = true;
  });
  return {
    write(text) {
      if (!isClosed) stream.write(text);
    },
    isTty: stream.isTTY,
    get columns() {
      return stream.isTTY ? stream.columns : null;
    },
  };
}
