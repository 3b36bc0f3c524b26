import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Failure, say } from './log.mjs';
import { verifyManifest, writeManifest } from './manifest.mjs';
import { cacheDir, checkoutDir } from './paths.mjs';
import { capture, npmCliPath, npmCommand, readJson, runQuietly } from './processes.mjs';
import { ensureCompiler } from './system-libraries.mjs';

/** better-sqlite3's own prebuilt binding asks for this Node-API version; older runtimes crash on it without a word. */
const PREBUILT_NODE_API = 10;

/** Register as a user of experimental Node-API, which older runtimes offer, not of the version the package names. */
const EXTRA_HEADER = 'keepsight_experimental.h';
const CXXFLAGS = [
  '-UNAPI_VERSION',
  '-DNAPI_VERSION=2147483647',
  '-DNAPI_EXPERIMENTAL',
  '-DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
  `-include ${EXTRA_HEADER}`,
].join(' ');
const GYP_ARGUMENTS = ['rebuild', '--release', '--force_build=1'];

/**
 * The published headers leave experimental functions out. This is the one that matters: without it, finalizers would
 * run inside the garbage collector, where an experimental module may not touch JavaScript.
 */
const EXTRA_HEADER_TEXT = `#include <node_api.h>
#define NODE_API_EXPERIMENTAL_HAS_POST_FINALIZER
extern "C" NAPI_EXTERN napi_status NAPI_CDECL
node_api_post_finalizer(napi_env env, napi_finalize callback, void* data, void* hint);
`;

/**
 * The path of a better-sqlite3 binding that the runtime can load, or null when the package's own does. It is built once
 * from the package's source and cached by version, flags and architecture.
 */
export async function ensureSqliteBinding(electronPath) {
  if (nodeApiVersion(electronPath) >= PREBUILT_NODE_API) return null;
  const require = createRequire(join(checkoutDir, 'package.json'));
  const packageDir = dirname(require.resolve('better-sqlite3/package.json'));
  const { version } = readJson(join(packageDir, 'package.json'));
  const headersDir = dirname(require.resolve('node-api-headers/package.json'));
  const headersVersion = readJson(join(headersDir, 'package.json')).version;
  const recipe = createHash('sha256')
    .update([CXXFLAGS, EXTRA_HEADER_TEXT, ...GYP_ARGUMENTS, headersVersion].join(' '))
    .digest('hex')
    .slice(0, 12);
  const home = join(cacheDir, 'sqlite-binding', `${version}-${process.platform}-${process.arch}-${recipe}`);
  const binding = join(home, 'better_sqlite3.node');
  const manifest = join(dirname(home), `${basename(home)}.json`);
  if (await verifyManifest(home, manifest)) return binding;
  await ensureCompiler();
  say(`building better-sqlite3 ${version} for this Electron (about a minute, once)`);
  mkdirSync(dirname(home), { recursive: true });
  const work = mkdtempSync(join(dirname(home), 'work-'));
  try {
    await build(work, packageDir, headersDir);
    const built = join(work, 'source/build/Release/better_sqlite3.node');
    if (!works(electronPath, packageDir, built)) {
      throw new Failure(
        'the SQLite binding was built but Electron cannot load it; please report this with .runtime/logs',
      );
    }
    mkdirSync(join(work, 'home'));
    copyFileSync(built, join(work, 'home/better_sqlite3.node'));
    rmSync(home, { recursive: true, force: true });
    renameSync(join(work, 'home'), home);
    await writeManifest(home, manifest, version);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return binding;
}

async function build(work, packageDir, headersDir) {
  const source = join(work, 'source');
  for (const part of ['binding.gyp', 'package.json', 'src', 'deps', 'lib']) {
    cpSync(join(packageDir, part), join(source, part), { recursive: true });
  }
  const addonApi = dirname(createRequire(join(packageDir, 'package.json')).resolve('node-addon-api/package.json'));
  cpSync(addonApi, join(source, 'node_modules/node-addon-api'), { recursive: true });
  writeHeaders(join(work, 'headers/include/node'), headersDir);
  await runQuietly(
    'building better-sqlite3',
    process.execPath,
    [
      nodeGypPath(),
      ...GYP_ARGUMENTS,
      `--nodedir=${join(work, 'headers')}`,
      '--jobs',
      String(Math.min(2, availableParallelism())),
    ],
    { cwd: source, env: { ...withoutNpmSettings(process.env), CXXFLAGS } },
  );
}

/**
 * node-gyp wants a folder of Node's development files. The binding uses Node-API alone, so its headers and two all but
 * empty configuration files are enough, and are the same whichever Node runs this.
 */
function writeHeaders(dir, headersDir) {
  mkdirSync(dir, { recursive: true });
  cpSync(join(headersDir, 'include'), dir, { recursive: true });
  writeFileSync(join(dir, EXTRA_HEADER), EXTRA_HEADER_TEXT);
  const variables = { node_engine: 'v8', standalone_static_library: 1, node_with_ltcg: 'false' };
  writeFileSync(join(dir, 'config.gypi'), JSON.stringify({ target_defaults: {}, variables }));
  const release = { cflags: ['-O3'], cflags_cc: ['-fno-rtti', '-fno-exceptions'] };
  const target = {
    default_configuration: 'Release',
    configurations: { Release: release },
    cflags: ['-pthread'],
    ldflags: ['-pthread'],
  };
  writeFileSync(join(dir, 'common.gypi'), JSON.stringify({ target_defaults: target }));
}

/** node-gyp lets npm's settings win over its own arguments, and a person's `nodedir` would lead it to other headers. */
function withoutNpmSettings(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_/i.test(name)));
}

function nodeGypPath() {
  const npmDir = npmCliPath() ? dirname(dirname(npmCliPath())) : join(capture(...withRoot()).stdout.trim(), 'npm');
  const path = join(npmDir, 'node_modules/node-gyp/bin/node-gyp.js');
  if (!existsSync(path))
    throw new Failure('npm has no node-gyp beside it; install npm from nodejs.org or from your distribution');
  return path;
}

function withRoot() {
  const [npm, args] = npmCommand();
  return [npm, [...args, 'root', '-g']];
}

function nodeApiVersion(electronPath) {
  const { stdout, stderr, status } = runAsNode(electronPath, ['-p', 'process.versions.napi']);
  if (status !== 0) throw new Failure(`Electron does not start (${electronPath}): ${stderr.trim().split('\n')[0]}`);
  return Number(stdout);
}

function works(electronPath, packageDir, binding) {
  const check = `const D = require(process.argv[1]); const db = new D(':memory:', { nativeBinding: process.argv[2] });
    if (db.prepare('SELECT 6 * 7').pluck().get() !== 42) process.exit(1); db.function('f', (x) => x + 1);
    if (db.prepare('SELECT f(1)').pluck().get() !== 2) process.exit(1);`;
  return runAsNode(electronPath, ['-e', check, packageDir, binding]).status === 0;
}

function runAsNode(electronPath, args) {
  return capture(electronPath, args, { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' } });
}
