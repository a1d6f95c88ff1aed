import * as vscode from "vscode";
import type { Disposable } from "../core/base/disposable.ts";
import type { RungId } from "../core/model/ids.ts";
import { panelModel } from "../core/present/panelModel.ts";
import type { Store } from "../core/store.ts";
import { words } from "../host/strings.ts";
import { webviewHtml, webviewRoots } from "../host/webviewHtml.ts";
import {
  isPanelRequest,
  type PanelHandlers,
  type PanelRequest,
  type ShowModel,
} from "../shared/panelProtocol.ts";

const viewType = "gatewayLens.diagnostics";

type Ladder = readonly { readonly id: RungId; readonly title: string }[];

/** The diagnostics panel: at most one, drawn from the store, and restored after a reload of the window. */
export class DiagnosticsPanel implements Disposable, vscode.WebviewPanelSerializer {
  readonly #store: Store;
  readonly #extensionUri: vscode.Uri;
  readonly #ladder: () => Ladder;
  readonly #handlers: PanelHandlers;
  readonly #visible = new vscode.EventEmitter<boolean>();
  readonly #subscriptions: readonly Disposable[];
  #panel: vscode.WebviewPanel | null = null;
  /** The model that the panel has, as text. */
  #posted = "";

  readonly onDidChangeVisibility = this.#visible.event;

  constructor(
    store: Store,
    extensionUri: vscode.Uri,
    ladder: () => Ladder,
    handlers: Omit<PanelHandlers, "ready">,
  ) {
    this.#store = store;
    this.#extensionUri = extensionUri;
    this.#ladder = ladder;
    this.#handlers = { ...handlers, ready: () => this.#post(true) };
    this.#subscriptions = [
      vscode.window.registerWebviewPanelSerializer(viewType, this),
      store.onDidChange(() => this.#post()),
      this.#visible,
    ];
  }

  show(): void {
    if (this.#panel !== null) {
      this.#panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(viewType, words.panelTitle(), vscode.ViewColumn.Active);
    this.#adopt(panel);
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.#panel?.dispose();
    this.#adopt(panel);
  }

  dispose(): void {
    this.#panel?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    const { webview } = panel;
    const icon = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(this.#extensionUri, "media", `panel-${theme}.svg`);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    webview.options = { enableScripts: true, localResourceRoots: webviewRoots(this.#extensionUri) };
    const received = webview.onDidReceiveMessage((message: unknown) => {
      if (isPanelRequest(message)) this.#serve(message);
    });
    const moved = panel.onDidChangeViewState(() => {
      this.#visible.fire(panel.visible);
      this.#post(true);
    });
    panel.onDidDispose(() => {
      received.dispose();
      moved.dispose();
      if (this.#panel === panel) this.#panel = null;
      this.#visible.fire(false);
    });
    webview.html = webviewHtml(webview, this.#extensionUri, words.panelTitle());
    this.#visible.fire(panel.visible);
  }

  #serve<K extends PanelRequest["kind"]>(request: Extract<PanelRequest, { readonly kind: K }>): void {
    const handler = this.#handlers[request.kind];
    handler(request);
  }

  /** An unchanged model is not sent again: the panel keeps its selection and its scroll position. */
  #post(isAsked = false): void {
    if (this.#panel?.visible !== true) return;
    const model = panelModel(this.#store.state, this.#ladder());
    const text = JSON.stringify(model);
    if (text === this.#posted && !isAsked) return;
    this.#posted = text;
    const seenAt = words.stale(new Date(model.startedAt ?? Date.now()).toLocaleString());
    const message: ShowModel = { kind: "show", model, words: words.panel(), seenAt };
    void this.#panel.webview.postMessage(message);
  }
}
