/** Every provider of namespaces. To add one, write its file and list it here. */
import { linux } from "./linux.ts";
import { windows } from "./windows.ts";
import { wsl } from "./wsl.ts";
import type { NamespaceProvider } from "./provider.ts";

export const providers: readonly NamespaceProvider[] = [linux, windows, wsl];
