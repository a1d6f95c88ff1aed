/** Every provider of namespaces. To add one, write its file and list it here. */
import type { NamespaceProvider } from "./provider.ts";

export const providers: readonly NamespaceProvider[] = [];
