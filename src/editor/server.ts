import { Readable } from "node:stream";
// Not from vscode-languageserver/node, which starts a timer where an editor says its process, and never ends it.
import { createMessageConnection } from "vscode-jsonrpc/node";
import {
  CodeActionKind,
  type Connection,
  createConnection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  type Logger,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { EXIT } from "../verdict.ts";
import { version } from "../workspace/version.ts";
import type { Settings, Surroundings } from "./checked-folder.ts";
import { SECTION, settingsIn } from "./settings.ts";
import { pathOf } from "./uris.ts";
import { WATCHED_FILES, Workspace } from "./workspace.ts";

/** What the server speaks over. */
export interface Streams {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/** Speaks the Language Server Protocol (3.17) until the client says so, or goes. @returns the exit code that the protocol asks for */
export function serve(
  { input, output }: Streams,
  settings: Settings,
  surroundings: Surroundings,
): Promise<number> {
  return new Promise((resolve) => {
    let asked = false;
    const leave = () => {
      stop();
      // Else what reads from it would keep the process alive.
      input.pause();
      if (input instanceof Readable) input.destroy();
      resolve(asked ? EXIT.clean : EXIT.findings);
    };
    const connection = createConnection(
      (logger) => createMessageConnection(input, output, whileOpen(logger)),
      {
        get shutdownReceived() {
          return asked;
        },
        set shutdownReceived(value) {
          asked = value;
        },
        initialize: () => {},
        exit: leave,
      },
    );
    input.on("end", leave);
    input.on("close", leave);
    const stop = answer(connection, settings, surroundings);
    connection.listen();
  });
}

/** A logger to a client that may be gone: then there is nobody to tell, and nothing went wrong. */
function whileOpen(logger: Logger): Logger {
  const quietly = (log: (message: string) => void) => (message: string) => {
    try {
      log(message);
    } catch {}
  };
  return {
    error: quietly((message) => logger.error(message)),
    warn: quietly((message) => logger.warn(message)),
    info: quietly((message) => logger.info(message)),
    log: quietly((message) => logger.log(message)),
  };
}

/** Answers what a client asks. @returns what stops the work that is left */
function answer(connection: Connection, otherwise: Settings, surroundings: Surroundings): () => void {
  let workspace: Workspace | undefined;
  let client: InitializeParams["capabilities"] = {};
  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    const settings = settingsIn(params.initializationOptions, otherwise);
    workspace = new Workspace(connection, client, settings, surroundings);
    for (const folder of foldersOf(params)) workspace.addFolder(folder);
    return {
      serverInfo: { name: "lambda-concurrency-policy", version },
      capabilities: {
        textDocumentSync: {
          openClose: true,
          change: TextDocumentSyncKind.Incremental,
          save: { includeText: false },
        },
        hoverProvider: true,
        inlayHintProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        completionProvider: { triggerCharacters: [" ", ":", "-"] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });
  const configure = async () =>
    workspace?.configure(settingsIn(await connection.workspace.getConfiguration(SECTION), otherwise));
  connection.onInitialized(async () => {
    if (client.workspace?.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) workspace?.removeFolder(pathOf(uri));
        for (const { uri } of added) workspace?.addFolder(pathOf(uri));
      });
    workspace?.start();
    try {
      await askToBeTold(connection, client);
      if (client.workspace?.configuration) await configure();
    } catch (error) {
      connection.console.warn(`The client refused what it says that it can do: ${String(error)}`);
    }
  });
  connection.onDidChangeConfiguration(async () => {
    if (client.workspace?.configuration) await configure();
  });
  connection.onDidChangeWatchedFiles(({ changes }) =>
    workspace?.changedOnDisk(changes.map(({ uri }) => uri)),
  );
  connection.onHover((params) => workspace?.hover(params) ?? null);
  connection.onCompletion((params) => workspace?.complete(params) ?? []);
  connection.onCodeAction((params) => workspace?.codeActions(params) ?? []);
  connection.languages.inlayHint.on((params) => workspace?.inlayHints(params) ?? []);
  return () => workspace?.stop();
}

/** Registers for what a client tells only when it is asked to. */
async function askToBeTold(connection: Connection, { workspace = {} }: InitializeParams["capabilities"]) {
  const { didChangeWatchedFiles, didChangeConfiguration } = workspace;
  if (didChangeWatchedFiles?.dynamicRegistration)
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: WATCHED_FILES }],
    });
  if (didChangeConfiguration?.dynamicRegistration)
    await connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
}

/** Absolute paths of the folders that a client has open. */
function foldersOf({ workspaceFolders, rootUri }: InitializeParams): (string | undefined)[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => pathOf(uri));
  return rootUri ? [pathOf(rootUri)] : [];
}
