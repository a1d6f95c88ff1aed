/** What a PE shim and the relay say to each other; shim.c says what each letter stands for. */

export interface ShimFrame {
  readonly type: string;
  readonly payload: Buffer;
}

const headerBytes = 5;
/** A whole environment block of Windows is smaller. */
const maxPayloadBytes = 1024 * 1024;

export function encodeFrame(type: string, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.write(type, "latin1");
  header.writeUInt32BE(payload.length, 1);
  return Buffer.concat([header, payload]);
}

/** Takes what arrives and gives the frames that are complete. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);

  read(chunk: Buffer): readonly ShimFrame[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const frames: ShimFrame[] = [];
    while (this.#rest.length >= headerBytes) {
      const length = this.#rest.readUInt32BE(1);
      if (length > maxPayloadBytes) throw new Error(`a frame of ${length} bytes`);
      const end = headerBytes + length;
      if (this.#rest.length < end) break;
      frames.push({
        type: this.#rest.toString("latin1", 0, 1),
        payload: this.#rest.subarray(headerBytes, end),
      });
      this.#rest = this.#rest.subarray(end);
    }
    return frames;
  }
}
