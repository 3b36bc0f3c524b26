import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fromCheckout } from './setup/paths.mjs';

/** Real photos for the tests, which are not in the repository: `KEEPSIGHT_PHOTOS`, or a folder beside the checkout. */
export const photosFolder = resolve(process.env.KEEPSIGHT_PHOTOS ?? fromCheckout('../shared/photos/dev'));

export const hasPhotos = existsSync(photosFolder);
