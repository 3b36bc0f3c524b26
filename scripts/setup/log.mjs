/** What the set-up tells the person at the terminal: short lines while it works, one clear line when it cannot. */

export function say(line) {
  process.stderr.write(`keepsight: ${line}\n`);
}

/** Expected trouble. Its message is the whole report: what happened, to what, and what to do about it. */
export class Failure extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.name = 'Failure';
    this.exitCode = exitCode;
  }
}

/** Runs a script's entry function; a Failure becomes one line, a bug keeps its stack. */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (error instanceof Failure) {
      if (error.message !== '') say(error.message);
      process.exitCode = error.exitCode;
    } else {
      say(`this is a bug in the scripts: ${error?.stack ?? error}`);
      process.exitCode = 70;
    }
  }
}

export function formatSeconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
