import { writeFileSync } from 'node:fs';

/**
 * Electron runs `resources/default_app.asar` when it is given no packaged application. Ours loads the folder named on
 * the command line, as the stock one does, and packagers remove it by that name.
 */
const LOADER = `'use strict';
const { app } = require('electron');
const { existsSync, readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { pathToFileURL } = require('node:url');

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
const dir = named === undefined ? null : resolve(named);
const manifestPath = dir && join(dir, 'package.json');

if (!manifestPath || !existsSync(manifestPath)) {
  console.error('electron: name a folder that holds a package.json');
  app.exit(1);
} else {
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
  process.defaultApp = true;
  app.setName(manifest.productName || manifest.name);
  app.setVersion(manifest.version || '0.0.0');
  app.setAppPath(dir);
  const main = join(dir, manifest.main || 'index.js');
  const fail = (error) => {
    console.error('electron: cannot start ' + main + ': ' + (error && error.stack || error));
    app.exit(1);
  };
  // A CommonJS entry runs before the app is ready, as it does when packaged: it may still register schemes.
  if (main.endsWith('.cjs')) {
    try {
      require(main);
    } catch (error) {
      fail(error);
    }
  } else {
    import(pathToFileURL(main).href).catch(fail);
  }
}
`;

const FILES = {
  'package.json': JSON.stringify({ name: 'electron', productName: 'Electron', main: 'main.js' }),
  'main.js': LOADER,
};

/** Writes the loader as an asar archive: a pickled JSON header of sizes and offsets, then the files end to end. */
export function writeLoaderArchive(path) {
  let offset = 0;
  const files = {};
  for (const [name, content] of Object.entries(FILES)) {
    const size = Buffer.byteLength(content);
    files[name] = { size, offset: String(offset) };
    offset += size;
  }
  const header = Buffer.from(JSON.stringify({ files }));
  const padded = Math.ceil(header.length / 4) * 4;
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(4, 0);
  sizes.writeUInt32LE(padded + 8, 4);
  sizes.writeUInt32LE(padded + 4, 8);
  sizes.writeUInt32LE(header.length, 12);
  writeFileSync(
    path,
    Buffer.concat([sizes, header, Buffer.alloc(padded - header.length), Buffer.from(Object.values(FILES).join(''))]),
  );
}
