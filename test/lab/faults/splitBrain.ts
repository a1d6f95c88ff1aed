import { insideFault } from "./insideFault.ts";

export const splitBrain = insideFault({
  id: "split-brain",
  shows:
    "a system unit of the same name starts a second gateway for the same port, which fails (openclaw #72693)",
  apply: `sed -e "s/^\\[Service\\]/&\\nUser=$user/" -e 's/^WantedBy=.*/WantedBy=multi-user.target/' $file >/etc/systemd/system/$unit
    systemctl daemon-reload
    systemctl --quiet enable $unit
    systemctl start --no-block $unit`,
  clear: `systemctl kill --signal=KILL --kill-whom=all $unit 2>/dev/null || true
    systemctl --quiet disable --now $unit
    rm -f /etc/systemd/system/$unit
    systemctl daemon-reload
    systemctl reset-failed $unit 2>/dev/null || true`,
});
