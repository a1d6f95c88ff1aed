/** What `w32tm /query /status` prints, lines ended by LF; languages that were not recorded are English. */
export interface ClockStatus {
  readonly isSynchronized: boolean;
  readonly language: string;
  readonly lastSync: Date;
  readonly server: string;
  readonly serverAddress: string;
}

const german = "de-DE";

export function w32tmStatus(status: ClockStatus): string {
  const { isSynchronized, language, lastSync, server, serverAddress } = status;
  const id = serverAddress.split(".").map((part) => Number(part).toString(16).padStart(2, "0").toUpperCase());
  if (language === german && isSynchronized) {
    return (
      "Sprungindikator: 0(keine Warnung)\n" +
      "Stratum: 4 (Sekundärreferenz - synchr. über (S)NTP)\n" +
      "Präzision: -23 (119.209ns pro Tick)\n" +
      "Stammverzögerung: 0.0334129s\n" +
      "Stammabweichung: 7.7749129s\n" +
      `Referenz-ID: 0x${id.join("")} (Quell-IP:  ${serverAddress})\n` +
      `Letzte erfolgr. Synchronisierungszeit: ${germanTime(lastSync)}\n` +
      `Quelle: ${server} \n` +
      "Abrufintervall: 10 (1024s)\n\n"
    );
  }
  const values = isSynchronized
    ? {
        leap: "0(no warning)",
        stratum: "4 (secondary reference - syncd by (S)NTP)",
        delay: "0.0334129s",
        dispersion: "7.7749129s",
        reference: `0x${id.join("")} (source IP:  ${serverAddress})`,
        time: englishTime(lastSync),
        source: `${server} `,
      }
    : {
        leap: "3(not synchronized)",
        stratum: "0 (unspecified)",
        delay: "0.0000000s",
        dispersion: "0.0000000s",
        reference: "0x00000000 (unspecified)",
        time: "unspecified",
        source: "Local CMOS Clock",
      };
  return (
    `Leap Indicator: ${values.leap}\n` +
    `Stratum: ${values.stratum}\n` +
    "Precision: -23 (119.209ns per tick)\n" +
    `Root Delay: ${values.delay}\n` +
    `Root Dispersion: ${values.dispersion}\n` +
    `ReferenceId: ${values.reference}\n` +
    `Last Successful Sync Time: ${values.time}\n` +
    `Source: ${values.source}\n` +
    "Poll Interval: 10 (1024s)\n\n"
  );
}

export const w32tmStopped = "The following error occurred: The service has not been started. (0x80070426)\n";

const two = (value: number) => String(value).padStart(2, "0");

function germanTime(time: Date): string {
  const day = `${two(time.getDate())}.${two(time.getMonth() + 1)}.${time.getFullYear()}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

function englishTime(time: Date): string {
  const day = `${time.getMonth() + 1}/${time.getDate()}/${time.getFullYear()}`;
  const half = time.getHours() < 12 ? "AM" : "PM";
  return `${day} ${time.getHours() % 12 || 12}:${two(time.getMinutes())}:${two(time.getSeconds())} ${half}`;
}
