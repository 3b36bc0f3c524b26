'use strict';

const { rm } = require('node:fs/promises');
const { join } = require('node:path');

/** The runtime's loader of unpackaged apps has no business in a packaged one. */
exports.afterPack = async function removeLoader(context) {
  const resources =
    context.electronPlatformName === 'darwin'
      ? join(context.appOutDir, `${context.packager.appInfo.productFilename}.app/Contents/Resources`)
      : join(context.appOutDir, 'resources');
  await rm(join(resources, 'default_app.asar'), { force: true });
};
