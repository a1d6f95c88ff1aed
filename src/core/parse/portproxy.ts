/** One rule of `netsh interface portproxy`. */
export interface PortproxyRule {
  /** `*` stands for every address. */
  readonly listenAddress: string;
  readonly listenPort: number;
  /** An address or a host name. */
  readonly connectAddress: string;
  readonly connectPort: number;
}

const row = /^\s*(\S+)\s+(\d{1,5})\s+(\S+)\s+(\d{1,5})\s*$/;

/** Reads `netsh interface portproxy show all`: up to four tables, whose headers are translated and rows are not. */
export function parsePortproxy(text: string): readonly PortproxyRule[] {
  return text.split(/\r*\n/).flatMap((line) => {
    const [, listenAddress, listenPort, connectAddress, connectPort] = row.exec(line) ?? [];
    if (listenAddress === undefined || connectAddress === undefined) return [];
    return [
      { listenAddress, listenPort: Number(listenPort), connectAddress, connectPort: Number(connectPort) },
    ];
  });
}
