import { spawn } from 'node:child_process';
import { Failure } from './log.mjs';
import { commandExists } from './processes.mjs';

const START_TIMEOUT_MS = 20_000;

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Whether work that shows windows nobody looks at needs Xvfb to be installed first. */
export function needsVirtualDisplay() {
  return process.platform === 'linux' && !hasDisplay();
}

/**
 * Runs `work(environment)` with a display of its own where Xvfb is there, else on the one that exists. The display goes
 * when the work ends.
 */
export async function withDisplay(work) {
  if (process.platform !== 'linux' || !commandExists('Xvfb')) return work({});
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const stop = () => server.kill('SIGTERM');
  process.on('exit', stop);
  try {
    return await work({ DISPLAY: `:${await displayNumber(server)}`, WAYLAND_DISPLAY: '', XDG_SESSION_TYPE: 'x11' });
  } finally {
    process.off('exit', stop);
    stop();
  }
}

/** Runs `work(displays)` with so many displays of their own: what is done on one takes the focus of no window on another. */
export function withDisplays(count, work, displays = []) {
  if (displays.length === count) return work(displays);
  return withDisplay((display) => withDisplays(count, work, [...displays, display]));
}

function displayNumber(server) {
  return new Promise((resolve, reject) => {
    const fail = (reason) => reject(new Failure(`Xvfb does not start: ${reason}`));
    const timer = setTimeout(() => fail('no answer in 20 s'), START_TIMEOUT_MS);
    let text = '';
    server.on('error', (error) => fail(error.message));
    server.on('exit', (code) => fail(`exit code ${code}`));
    server.stdio[3].on('data', (chunk) => {
      text += chunk;
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      resolve(text.trim());
    });
  });
}
