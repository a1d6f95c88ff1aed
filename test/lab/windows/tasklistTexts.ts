export interface TasklistTexts {
  /** Image name, pid, session name, session number, memory. */
  readonly columns: readonly [string, string, string, string, string];
  /** Status, user name, CPU time, window title. */
  readonly verbose: readonly [string, string, string, string];
  readonly services: string;
  readonly none: string;
  readonly thousands: string;
}

const english: TasklistTexts = {
  columns: ["Image Name", "PID", "Session Name", "Session#", "Mem Usage"],
  verbose: ["Status", "User Name", "CPU Time", "Window Title"],
  services: "Services",
  none: "INFO: No tasks are running which match the specified criteria.",
  thousands: ",",
};

const byLanguage: Readonly<Record<string, TasklistTexts>> = {
  "de-DE": {
    columns: ["Abbildname", "PID", "Sitzungsname", "Sitz.-Nr.", "Speichernutzung"],
    verbose: ["Status", "Benutzername", "CPU-Zeit", "Fenstertitel"],
    services: "Dienste",
    none: "INFORMATION: Es werden keine Aufgaben mit den angegebenen Kriterien ausgeführt.",
    thousands: ".",
  },
  "ja-JP": {
    columns: ["イメージ名", "PID", "セッション名", "セッション#", "メモリ使用量"],
    verbose: ["状態", "ユーザー名", "CPU 時間", "ウィンドウ タイトル"],
    services: "サービス",
    none: "情報: 指定された条件に一致するタスクは実行されていません。",
    thousands: ",",
  },
};

/** Languages that are not here speak English. */
export function tasklistTexts(language: string): TasklistTexts {
  return byLanguage[language] ?? english;
}
