import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Failure, say } from './log.mjs';
import { fromCheckout } from './paths.mjs';
import { npmCommand, readJson, runQuietly } from './processes.mjs';

const OLDEST_NODE = [20, 19];

/** Installs what the lock file names, unless that is what is installed already. */
export async function ensureDependencies() {
  requireNode();
  const lockFile = fromCheckout('package-lock.json');
  if (!existsSync(lockFile))
    throw new Failure('package-lock.json is missing; restore it: git checkout package-lock.json');
  const stampFile = fromCheckout('node_modules/.keepsight-stamp');
  const stamp = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  if (!installedMatches(lockFile)) {
    say('installing the npm dependencies (npm ci)');
    const [npm, args] = npmCommand();
    // Install scripts stay off: the two native packages that matter ship prebuilt files.
    await runQuietly('npm ci', npm, [...args, 'ci', '--ignore-scripts', '--loglevel=error']);
  }
  writeFileSync(stampFile, stamp);
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Failure(`Node ${process.versions.node} is too old; install Node ${OLDEST_NODE.join('.')} or newer`);
}

/** npm leaves a list of what it installed; a developer's own `npm install` must not cost a second installation. */
function installedMatches(lockFile) {
  const installed = readJson(fromCheckout('node_modules/.package-lock.json'))?.packages;
  if (!installed) return false;
  const wanted = readJson(lockFile)?.packages ?? {};
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.link) continue;
    const found = installed[path];
    // Packages for other systems are named in the lock file and not installed.
    if (!found && (entry.optional || entry.devOptional || entry.peer)) continue;
    if (found?.version !== entry.version || found?.integrity !== entry.integrity) return false;
  }
  return Object.keys(installed).every((path) => path in wanted);
}
