/** Writes a layer of an overlay: files with the owner and mode that they shall have inside. */
import { chmod, chown, lchown, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

export interface FileOptions {
  readonly mode?: number;
  /** User and group; default root. */
  readonly owner?: number;
}

export class Layer {
  readonly #dir: string;
  readonly #base: string;

  /** `base` is the layer below, whose files can be added to. */
  constructor(dir: string, base: string) {
    this.#dir = dir;
    this.#base = base;
  }

  /** Folders above it are root's. */
  async folder(path: string, { mode = 0o755, owner = 0 }: FileOptions = {}): Promise<void> {
    const full = join(this.#dir, path);
    await mkdir(full, { recursive: true });
    // Whatever the umask is, as with the files below.
    await chmod(full, mode);
    await chown(full, owner, owner);
  }

  async file(path: string, content: string, { mode = 0o644, owner = 0 }: FileOptions = {}): Promise<void> {
    const full = join(this.#dir, path);
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, content);
    await chmod(full, mode);
    await chown(full, owner, owner);
  }

  async link(path: string, target: string, owner = 0): Promise<void> {
    const full = join(this.#dir, path);
    await mkdir(dirname(full), { recursive: true });
    await symlink(target, full);
    await lchown(full, owner, owner);
  }

  async addLine(path: string, line: string, options?: FileOptions): Promise<void> {
    await this.file(path, `${await this.read(path)}${line}\n`, options);
  }

  /** The text that the layer below has there. */
  async read(path: string): Promise<string> {
    return readFile(join(this.#base, path), "utf8");
  }
}
