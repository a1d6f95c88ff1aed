import { insideFault } from "./insideFault.ts";

export const lingerOff = insideFault({
  id: "linger-off",
  shows:
    "the gateway runs only while its user is logged in: not after a start of the instance as another user",
  apply: "loginctl disable-linger $user",
  clear: "loginctl enable-linger $user",
});
