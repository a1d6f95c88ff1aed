import { registerInterop, removeInterop } from "../kernel/interopRegistration.ts";
import type { LabFault } from "./labFault.ts";

export const interopLost: LabFault = {
  id: "interop-lost",
  shows: "no Windows program starts in any instance: Exec format error (microsoft/WSL #8843)",
  apply: ({ home }) => removeInterop(home),
  clear: ({ home }) => registerInterop(home),
};
