import { insideFault } from "./insideFault.ts";

export const journalVolatile = insideFault({
  id: "journal-volatile",
  shows:
    "the journal is in memory alone, where journalctl --user may read nothing; it is gone with every stop",
  apply: `mkdir -p /etc/systemd/journald.conf.d
    printf '[Journal]\\nStorage=volatile\\n' >/etc/systemd/journald.conf.d/volatile.conf
    [ ! -d /var/log/journal ] || mv /var/log/journal /var/log/journal.kept
    systemctl restart systemd-journald`,
  clear: `rm -f /etc/systemd/journald.conf.d/volatile.conf
    [ ! -d /var/log/journal.kept ] || mv /var/log/journal.kept /var/log/journal
    systemctl restart systemd-journald
    journalctl --flush`,
});
