/**
 * Where ExifTool puts pictures out of RAW files: written raw they take a hundredth of the time that its base64 takes.
 * One folder a process, readable by nobody else; what a killed process left is removed by the next one.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'keepsight-previews-';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes the folders of processes that are gone. */
export function removeStalePreviewFiles(folder = tmpdir()): void {
  for (const name of readdirSync(folder)) {
    const pid = /^keepsight-previews-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

export class PreviewFiles {
  #folder: string | null = null;
  #next = 1;
  #isClosed = false;

  /** `write` is given a path that does not exist, and writes the file; it is removed before its bytes are returned. */
  async through(write: (path: string) => Promise<void>): Promise<Buffer> {
    if (this.#isClosed) throw new Error('ended');
    this.#folder ??= mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
    const path = join(this.#folder, String(this.#next++));
    try {
      await write(path);
      return await readFile(path);
    } finally {
      await rm(path, { force: true });
    }
  }

  /** What is being written then is lost, and nothing more is written. May be called again. */
  close(): void {
    this.#isClosed = true;
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
