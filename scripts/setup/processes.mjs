import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Failure } from './log.mjs';
import { checkoutDir, stateDir } from './paths.mjs';

/** Runs a command to its end and returns `{status, stdout, stderr}`; never throws for a failing command. */
export function capture(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, ...options });
  return {
    status: result.status ?? 1,
    signal: result.signal,
    stdout: result.stdout ?? '',
    stderr: result.stderr || (result.error?.message ?? ''),
  };
}

export function commandExists(name) {
  return (process.env.PATH ?? '').split(':').some((dir) => dir !== '' && existsSync(join(dir, name)));
}

/**
 * Runs a long command whose output matters only when it fails: all of it goes to `.runtime/logs/<name>.log`,
 * and the failure quotes the line that looks most like the reason.
 */
export async function runQuietly(name, command, args, options = {}) {
  const { status, output } = await runCollected(command, args, options);
  const logFile = join(stateDir, 'logs', `${name.replaceAll(' ', '-')}.log`);
  mkdirSync(dirname(logFile), { recursive: true });
  writeFileSync(logFile, output);
  if (status !== 0) {
    throw new Failure(
      `${name} failed: ${likelyReason(output)} (whole output: .runtime/logs/${name.replaceAll(' ', '-')}.log)`,
    );
  }
  return output;
}

/** Runs a command with the terminal attached and resolves with its exit code (128 + 15 when a signal ended it). */
export function runAttached(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: checkoutDir, stdio: 'inherit', ...options });
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward);
    process.on('SIGTERM', forward);
    child.on('error', (error) => reject(new Failure(`cannot start ${command}: ${error.message}`)));
    child.on('close', (code) => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      resolve(code ?? 143);
    });
  });
}

/** How to start the npm that belongs to this Node, whether or not npm started us. */
export function npmCommand() {
  const cli = npmCliPath();
  return cli ? [process.execPath, [cli]] : ['npm', []];
}

/** The npm-cli.js in use, or null when npm is only known as a command. */
export function npmCliPath() {
  const candidates = [
    process.env.npm_execpath,
    join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  return candidates.find((path) => path?.endsWith('npm-cli.js') && existsSync(path)) ?? null;
}

export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

export function writeJson(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** Runs a command to its end and resolves with `{status, output}`, both of its streams in one text; never throws. */
export function runCollected(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: checkoutDir, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => resolve({ status: 127, output: `${command}: ${error.message}` }));
    child.on('close', (code) => resolve({ status: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  });
}

function likelyReason(output) {
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .map((line) => line.replace(/^npm error\s*/, '').trim())
    .filter((line) => line !== '' && !/^(code|errno|syscall) \S+$/.test(line) && !line.endsWith(':'));
  const telling = lines.find(
    (line) => /error|\bE:|not found|cannot|can only|failed/i.test(line) && !line.startsWith('at '),
  );
  const specific = lines.find((line) => /\[[A-Z_]*ERROR\]|error TS\d|^ERROR:/.test(line));
  return (specific ?? telling ?? lines.at(-1) ?? 'it printed nothing').slice(0, 300);
}
