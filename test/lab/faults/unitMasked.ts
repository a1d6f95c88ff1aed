import { insideFault } from "./insideFault.ts";

export const unitMasked = insideFault({
  id: "unit-masked",
  shows: "the unit is a link to /dev/null: what runs goes on, but nothing starts it again",
  apply: `keep $file
    ln -sf /dev/null $file
    service daemon-reload`,
  clear: `give_back $file
    service daemon-reload`,
});
