/** For tests: file systems that are full or read-only, mounted for real. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Why nothing can be mounted here; null when it can. */
export const whyNoMounts: string | null = reasonAgainstMounts();

function reasonAgainstMounts(): string | null {
  if (process.platform !== 'linux') return 'only Linux mounts a file system in memory';
  const folder = mkdtempSync(join(tmpdir(), 'keepsight-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder], { stdio: 'ignore' });
    return null;
  } catch {
    return 'mounting needs root';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const disks: string[] = [];
// Not where a disk is made: in a running test, that would be too late for it.
afterAll(() => {
  for (const folder of disks) {
    execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A small file system in memory, unmounted when the test file is done. */
export function smallDisk(sizeBytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'keepsight-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeBytes}`, 'tmpfs', folder]);
  disks.push(folder);
  return folder;
}

export function remount(folder: string, mode: 'ro' | 'rw'): void {
  execFileSync('mount', ['-o', `remount,${mode}`, folder]);
}
