import { open } from "node:fs/promises";
import * as vscode from "vscode";
import { Failure } from "../../core/base/failure.js";
import type { ByteFile } from "./ports.js";

/** A file wherever VS Code reaches it: on this disk read piece by piece, of any other file system as a whole. */
export async function openFile(uri: vscode.Uri): Promise<ByteFile> {
  try {
    return uri.scheme === "file" ? await diskFile(uri.fsPath) : await providedFile(uri);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure("logs/unreadable", vscode.l10n.t("The file cannot be opened: {0}", reason));
  }
}

async function diskFile(path: string): Promise<ByteFile> {
  const file = await open(path);
  const { size } = await file.stat();
  return {
    size,
    read: async (offset, length) => {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
    close: () => file.close(),
  };
}

async function providedFile(uri: vscode.Uri): Promise<ByteFile> {
  const bytes = await vscode.workspace.fs.readFile(uri);
  return {
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
    close: async () => undefined,
  };
}
