/** A file that is read piece by piece. */
export interface ByteFile {
  /** Bytes, as they were when it was opened. */
  readonly size: number;
  /** Fewer bytes than asked for at the end of the file, none behind it. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}
