/** What the command line says on Windows where it says something else on Linux. */

/** ERROR_FILE_NOT_FOUND as Windows has it. */
const fileNotFound: Readonly<Record<string, string>> = {
  "de-DE": "Das System kann die angegebene Datei nicht finden.",
  "es-ES": "El sistema no puede encontrar el archivo especificado.",
  "fr-FR": "Le fichier spécifié est introuvable.",
  "ja-JP": "指定されたファイルが見つかりません。",
  "ko-KR": "지정된 파일을 찾을 수 없습니다.",
  "pt-BR": "O sistema não pode encontrar o arquivo especificado.",
  "ru-RU": "Не удается найти указанный файл.",
  "zh-CN": "系统找不到指定的文件。",
};

export interface WindowsWording {
  /** What the command line was told to connect to. */
  readonly sockets: readonly string[];
  readonly language: string;
  readonly texts: "28" | "29";
}

const pipe = "//./pipe/dockerDesktopLinuxEngine";
const encodedPipe = pipe.replaceAll("/", "%2F");

/** Changes one line of it. */
export function windowsWording(line: string, { sockets, language, texts }: WindowsWording): string {
  const notFound = fileNotFound[language] ?? "The system cannot find the file specified.";
  const later = `failed to connect to the docker API at npipe://${pipe}; check if the path is correct and if the daemon is running: open ${pipe}: ${notFound}`;
  let text = line.replaceAll("unix:///var/run/docker.sock", "npipe:////./pipe/docker_engine");
  for (const socket of sockets) {
    const url = `http://${escaped(encodeURIComponent(socket))}`;
    text = text
      .replace(
        new RegExp(`error during connect: (\\w+) "${url}([^"]*)": .*`),
        (_, verb: string, route: string) =>
          texts === "29"
            ? later
            : `error during connect: ${verb} "http://${encodedPipe}${route}": open ${pipe}: ${notFound}`,
      )
      .replace(new RegExp(`Cannot connect to the Docker daemon at unix://${escaped(socket)}.*`), () => later)
      .replace(
        new RegExp(`request returned (?:500 )?Internal Server Error for API route and version ${url}`),
        () =>
          texts === "29"
            ? `request returned 500 Internal Server Error for API route and version http://${pipe}`
            : `request returned Internal Server Error for API route and version http://${encodedPipe}`,
      )
      .replaceAll(encodeURIComponent(socket), encodedPipe)
      .replaceAll(`unix://${socket}`, `npipe://${pipe}`);
  }
  return text;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
