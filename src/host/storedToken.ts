import type * as vscode from "vscode";

const key = "gatewayToken";

/** The token that the user gives to this product itself. It lives in VS Code's secret storage and nowhere else. */
export interface StoredToken {
  /** Null while none is stored. */
  read(): Promise<string | null>;
  write(token: string): Promise<void>;
  forget(): Promise<void>;
}

export function storedTokenIn(secrets: vscode.SecretStorage): StoredToken {
  return {
    read: async () => (await secrets.get(key)) ?? null,
    write: async (token) => secrets.store(key, token),
    forget: async () => secrets.delete(key),
  };
}
