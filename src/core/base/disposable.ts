/** Something that holds a resource until it is disposed of. Structurally the same as VS Code's. */
export interface Disposable {
  dispose(): void;
}
