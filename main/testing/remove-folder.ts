import { execFileSync } from 'node:child_process';

/** With all that is in it. Node's own removal goes down by recursion, and ends in folders that are thousands deep. */
export function removeFolder(path: string): void {
  execFileSync('rm', ['-rf', path]);
}
