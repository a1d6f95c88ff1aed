import type { TcpState } from "./windowsSockets.ts";

export interface NetstatTexts {
  readonly title: string;
  /** The line of column heads, with its own spacing. */
  readonly columns: string;
  readonly states: Readonly<Partial<Record<TcpState, string>>>;
}

const english: NetstatTexts = {
  title: "Active Connections",
  columns: "  Proto  Local Address          Foreign Address        State           PID",
  states: {
    Listen: "LISTENING",
    Established: "ESTABLISHED",
    SynSent: "SYN_SENT",
    SynReceived: "SYN_RECEIVED",
    FinWait1: "FIN_WAIT_1",
    FinWait2: "FIN_WAIT_2",
    TimeWait: "TIME_WAIT",
    CloseWait: "CLOSE_WAIT",
    LastAck: "LAST_ACK",
    Closing: "CLOSING",
  },
};

/** Words from recorded output; those of the other languages are English here, as many of them are on Windows. */
const byLanguage: Readonly<Record<string, NetstatTexts>> = {
  "de-DE": {
    title: "Aktive Verbindungen",
    columns: "  Proto  Lokale Adresse         Remoteadresse          Status           PID",
    states: {
      ...english.states,
      Listen: "ABHÖREN",
      Established: "HERGESTELLT",
      TimeWait: "WARTEND",
      CloseWait: "SCHLIESSEN_WARTEN",
      SynSent: "SYN_GESENDET",
    },
  },
  "es-ES": {
    ...english,
    title: "Conexiones activas",
    columns: "  Proto  Dirección local          Dirección remota        Estado           PID",
  },
  "fr-FR": {
    ...english,
    title: "Connexions actives",
    columns: "  Proto  Adresse locale         Adresse distante       État",
  },
};

export function netstatTexts(language: string): NetstatTexts {
  return byLanguage[language] ?? english;
}
