import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, say } from './log.mjs';
import { stateDir } from './paths.mjs';
import { capture, commandExists, readJson, runQuietly, writeJson } from './processes.mjs';

/** Debian's package for each shared library that Electron links to. */
const PACKAGE_OF_LIBRARY = {
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libasound.so.2': 'libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libsmime3.so': 'libnss3',
  'libudev.so.1': 'libudev1',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0',
};

/** Opened by name while Electron runs, so the loader cannot report them; added when anything else is missing. */
const OPENED_AT_RUN_TIME = ['libgtk-3-0', 'libxss1', 'libnotify4'];

/** Modules exiftool needs that Debian's minimal perl-base may lack. */
const PERL_MODULES = ['POSIX', 'Encode', 'Time::Local', 'Compress::Zlib', 'Digest::MD5', 'File::Find'];

/** Makes sure that Electron's libraries, perl, and (when asked) a virtual display are there. */
export async function ensureSystemLibraries(electronPath, { virtualDisplay }) {
  if (process.platform !== 'linux') return;
  const stampFile = join(stateDir, 'system.json');
  const wanted = { electronPath, virtualDisplay: virtualDisplay || (readJson(stampFile)?.virtualDisplay ?? false) };
  const stamp = readJson(stampFile);
  if (stamp?.electronPath === electronPath && (stamp.virtualDisplay || !virtualDisplay) && librariesLoad(electronPath))
    return;

  const packages = new Set(missingLibraryPackages(electronPath));
  if (!perlIsComplete()) packages.add('perl');
  if (virtualDisplay && !commandExists('Xvfb')) packages.add('xvfb');
  await installPackages([...packages], 'to run Electron');

  const stillMissing = missingLibraries(electronPath);
  if (stillMissing.length > 0) {
    throw new Failure(`Electron cannot start: ${stillMissing.join(', ')} missing; install the packages that hold them`);
  }
  writeJson(stampFile, wanted);
}

/** Makes sure that node-gyp can compile. Needed only while a native module is being built. */
export async function ensureCompiler() {
  if (process.platform !== 'linux') return;
  const packages = [];
  if (!commandExists('python3')) packages.push('python3');
  if (!commandExists('make')) packages.push('make');
  if (!commandExists('g++')) packages.push('g++');
  await installPackages(packages, 'to build the SQLite binding');
}

function librariesLoad(electronPath) {
  return missingLibraries(electronPath).length === 0 && commandExists('perl');
}

function missingLibraries(electronPath) {
  const { stdout, stderr, status } = capture('ldd', [electronPath]);
  if (status !== 0) throw new Failure(`cannot ask the loader about ${electronPath}: ${stderr.trim()}`);
  return stdout
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0]);
}

function missingLibraryPackages(electronPath) {
  const libraries = missingLibraries(electronPath);
  const unknown = libraries.filter((library) => !(library in PACKAGE_OF_LIBRARY));
  if (unknown.length > 0)
    throw new Failure(`Electron needs ${unknown.join(', ')}; install the packages that hold them`);
  if (libraries.length === 0) return [];
  return [...libraries.map((library) => PACKAGE_OF_LIBRARY[library]), ...OPENED_AT_RUN_TIME];
}

function perlIsComplete() {
  return capture('perl', [...PERL_MODULES.map((name) => `-M${name}`), '-e', '1']).status === 0;
}

async function installPackages(packages, purpose) {
  if (packages.length === 0) return;
  if (!existsSync('/etc/debian_version') || !commandExists('apt-get')) {
    throw new Failure(
      `system packages are missing ${purpose} (Debian names: ${packages.join(' ')}); install them and run again`,
    );
  }
  const root = process.getuid() === 0;
  if (!root) {
    const names = packages.map(availableName);
    throw new Failure(
      `system packages are missing ${purpose}; run: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`,
    );
  }
  say(`installing Debian packages ${purpose}: ${packages.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const patience = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
  await runQuietly('apt-get update', 'apt-get', [...patience, 'update'], { env });
  const names = packages.map(availableName);
  await runQuietly('apt-get install', 'apt-get', [...patience, 'install', '-y', '--no-install-recommends', ...names], {
    env,
  });
}

/** Debian 13 renamed some libraries when their time_t grew to 64 bits. */
function availableName(name) {
  const known = (candidate) => capture('apt-cache', ['show', '--no-all-versions', candidate]).status === 0;
  return !known(name) && known(`${name}t64`) ? `${name}t64` : name;
}
