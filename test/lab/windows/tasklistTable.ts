import { tasklistTexts, type TasklistTexts } from "./tasklistTexts.ts";
import type { WindowsProcess } from "./windowsProcesses.ts";

export interface TasklistOptions {
  readonly format: "table" | "csv" | "list";
  readonly heads: boolean;
  readonly verbose: boolean;
  /** `/SVC`: the services in each process instead of its memory. */
  readonly services: boolean;
  readonly language: string;
  /** `COMPUTER\user`. */
  readonly account: string;
}

/** What tasklist writes, lines ended by LF. */
export function tasklistTable(processes: readonly WindowsProcess[], options: TasklistOptions): string {
  const texts = tasklistTexts(options.language);
  if (processes.length === 0) return `${texts.none}\n`;
  const heads = headsOf(texts, options);
  const rows = processes.map((process) => cellsOf(process, texts, options));
  if (options.format === "csv") {
    return (options.heads ? [heads, ...rows] : rows)
      .map((cells) => `${cells.map((cell) => `"${cell}"`).join(",")}\n`)
      .join("");
  }
  if (options.format === "list") {
    const width = Math.max(...heads.map((head) => head.length)) + 1;
    const block = (cells: readonly string[]) =>
      cells.map((cell, index) => `${`${heads[index] ?? ""}:`.padEnd(width)} ${cell}\n`).join("");
    return rows.map((cells) => `\n${block(cells)}`).join("");
  }
  const widths = options.services ? [25, 8, 44] : [25, 8, 16, 11, 12, 15, 50, 12, 72];
  const line = (cells: readonly string[]) =>
    `${cells.map((cell, index) => aligned(cell, index, widths[index] ?? 12, options)).join(" ")}\n`;
  const ruler = `${heads.map((_, index) => "=".repeat(widths[index] ?? 12)).join(" ")}\n`;
  return (options.heads ? `\n${line(heads)}${ruler}` : "\n") + rows.map(line).join("");
}

function headsOf(texts: TasklistTexts, { services, verbose }: TasklistOptions): readonly string[] {
  const [image, pid] = texts.columns;
  if (services) return [image, pid, texts.services];
  return verbose ? [...texts.columns, ...texts.verbose] : texts.columns;
}

function cellsOf(process: WindowsProcess, texts: TasklistTexts, options: TasklistOptions): readonly string[] {
  const isService = process.pid <= 4 || process.services.length > 0;
  if (options.services) {
    return [process.image, String(process.pid), process.services.join(",") || "N/A"];
  }
  const memory = `${grouped(process.memoryKb, texts.thousands)} K`;
  const plain = [
    process.image,
    String(process.pid),
    isService ? "Services" : "Console",
    isService ? "0" : "1",
    memory,
  ];
  if (!options.verbose) return plain;
  const account = isService ? "NT AUTHORITY\\SYSTEM" : options.account;
  return [...plain, "Unknown", account, clock(process.cpuMs), "N/A"];
}

function grouped(number: number, separator: string): string {
  return String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, separator);
}

function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Names to the left, numbers to the right; the table cuts what is too long. */
function aligned(cell: string, index: number, width: number, options: TasklistOptions): string {
  const isNumber = index === 1 || (!options.services && (index === 3 || index === 4 || index === 7));
  const cut = cell.slice(0, width);
  return isNumber ? cut.padStart(width) : cut.padEnd(width);
}
