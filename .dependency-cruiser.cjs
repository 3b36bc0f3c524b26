/** The layers of docs/architecture.md, as errors. Dependencies point one way. */

const TEST = '(\\.test\\.tsx?$|^main/testing/)';
const NODE = { dependencyTypes: ['core'] };
const NPM = { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'] };

const SERVICES = '^main/(libraries|ingest|reconcile|insights|metadata|vision)/';

/** A package that only some files may import; tests may import anything. */
function only(packageName, ...allowed) {
  return {
    name: `${packageName}-only-where-it-belongs`,
    severity: 'error',
    from: { path: '^(main|preload|renderer)/', pathNot: [...allowed, TEST] },
    to: { path: [`^${packageName}($|/)`, `node_modules/${packageName}/`] },
  };
}

/** Files under `from` may import only what matches `allowed`. */
function layer(name, from, allowed, rest = {}) {
  return { name, severity: 'error', from: { path: from, pathNot: TEST }, to: { pathNot: allowed, ...rest } };
}

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'everything-resolves',
      comment: 'But for what the build makes.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nothing imports and that imports nothing is forgotten code.',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', TEST] },
      to: {},
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: TEST },
      to: { path: TEST },
    },

    only('electron', '^main/index\\.ts$', '^main/shell/', '^main/ipc/transport\\.ts$', '^preload/(index|poster)\\.ts$'),
    only('better-sqlite3', '^main/db/'),
    only('@types/better-sqlite3', '^main/db/'),
    only('sharp', '^main/ingest/decode', '^main/vision/pixels'),
    only('@tensorflow', '^main/vision/'),
    only('onnxruntime-node', '^main/vision/texts'),
    only('libheif-js', '^main/ingest/formats/'),
    only('jxl-oxide-wasm', '^main/ingest/formats/'),
    only('exiftool-vendored', '^main/metadata/'),
    only('@photostructure/tz-lookup', '^main/metadata/'),
    only('date-holidays', '^main/insights/holiday-rules\\.ts$'),

    layer('contract-knows-only-zod', '^preload/contract/', ['^preload/contract/', 'node_modules/zod/']),
    layer('preload-knows-only-the-contract', '^preload/(index|poster)\\.ts$', [
      '^preload/contract/',
      '^electron$',
      'node_modules/electron/',
    ]),
    {
      name: 'renderer-knows-only-the-contract',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TEST },
      to: { path: ['^main/', '^preload/(index|poster)\\.'] },
    },
    { name: 'renderer-has-no-node', severity: 'error', from: { path: '^renderer/', pathNot: TEST }, to: NODE },
    layer('core-is-pure', '^main/core/', ['^main/core/', '^preload/contract/']),
    layer('db-is-the-bottom', '^main/db/', ['^main/db/', '^main/core/', '^preload/contract/', 'node_modules/'], {
      dependencyTypesNot: ['core'],
    }),
    layer('dao-stands-on-db', '^main/dao/', ['^main/(dao|db|core)/', '^preload/contract/']),
    {
      name: 'services-do-not-look-up',
      severity: 'error',
      from: { path: SERVICES, pathNot: TEST },
      to: { path: '^main/(engine|ipc|shell)/|^main/index\\.ts$' },
    },
    {
      name: 'engine-has-no-window',
      severity: 'error',
      from: { path: '^main/engine/', pathNot: TEST },
      to: { path: '^main/shell/|^main/ipc/transport\\.ts$|^main/index\\.ts$' },
    },
    {
      name: 'main-thread-runs-no-sql',
      severity: 'error',
      from: { path: '^main/(shell|ipc)/|^main/index\\.ts$', pathNot: TEST },
      to: { path: '^main/(db|dao|reconcile)/' },
    },
    {
      name: 'main-does-not-know-the-renderer',
      severity: 'error',
      from: { path: '^(main|preload)/' },
      to: { path: '^renderer/' },
    },
    {
      name: 'packaged-code-needs-real-dependencies',
      comment: 'The main process loads its packages from node_modules, where a package for development is not shipped.',
      severity: 'error',
      from: { path: '^main/', pathNot: TEST },
      to: {
        ...NPM,
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        pathNot: ['node_modules/electron/', 'node_modules/@types/'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    progress: { type: 'none' },
  },
};
