/** What `openclaw gateway install` of 2026.9.6 writes as `openclaw-gateway.service`. */
export function gatewayUnit(of: {
  readonly command: string;
  readonly home: string;
  readonly nodeBin: string;
  readonly port: number;
}): string {
  const userBins = [".local/bin", ".npm-global/bin", "bin", ".nix-profile/bin"].map(
    (dir) => `${of.home}/${dir}`,
  );
  const path = [of.nodeBin, "/usr/local/bin", "/usr/bin", "/bin", ...userBins].join(":");
  return `[Unit]
Description=OpenClaw Gateway
After=network-online.target
Wants=network-online.target
StartLimitBurst=10
StartLimitIntervalSec=300

[Service]
ExecStart=${of.command}
Restart=always
RestartSec=5
RestartPreventExitStatus=78
TimeoutStopSec=330
TimeoutStartSec=30
SuccessExitStatus=0 143
OOMPolicy=continue
KillMode=mixed
Environment=HOME=${of.home}
Environment=TMPDIR=/tmp
Environment=PATH=${path}
Environment=NODE_OPTIONS=
Environment=OPENCLAW_GATEWAY_PORT=${of.port}
Environment=OPENCLAW_SYSTEMD_UNIT=openclaw-gateway.service
Environment="OPENCLAW_WINDOWS_TASK_NAME=OpenClaw Gateway"
Environment=OPENCLAW_WINDOWS_TASK_HIDDEN_LAUNCHER=1
Environment=OPENCLAW_SERVICE_MARKER=openclaw
Environment=OPENCLAW_SERVICE_KIND=gateway

[Install]
WantedBy=default.target
`;
}
