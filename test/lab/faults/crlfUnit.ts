import { insideFault } from "./insideFault.ts";

/** A near miss: systemd takes CR LF for the end of a line. What a unit starts is not as patient: see crlf-script. */
export const crlfUnit = insideFault({
  id: "crlf-unit",
  shows: "the unit was saved with CR LF; systemd reads it as before",
  apply: `keep $file
    sed -i 's/$/\\r/' $file
    service daemon-reload`,
  clear: `give_back $file
    service daemon-reload`,
});
