import { parentPort } from 'node:worker_threads';
import sharp from 'sharp';
import { Picture, develop, grain } from './picture.mjs';
import * as closeups from './scenes/closeups.mjs';
import * as landscapes from './scenes/landscapes.mjs';
import * as layers from './scenes/layers.mjs';
import * as places from './scenes/places.mjs';
import * as sea from './scenes/sea.mjs';

const scenes = { ...closeups, ...landscapes, ...layers, ...places, ...sea };

/** Scenes are painted at this length and enlarged, as a lens softer than the sensor would; grain comes after. */
const PAINTED_LONG_SIDE = 840;

sharp.concurrency(1);
sharp.cache(false);

parentPort.on('message', async ({ photo, path, format }) => {
  const [across, down] = photo.shape.split(':').map(Number);
  const longest = Math.max(across, down);
  const side = (part, long) => Math.round((long * part) / longest / 2) * 2;
  const picture = new Picture(side(across, PAINTED_LONG_SIDE), side(down, PAINTED_LONG_SIDE));
  const look = scenes[photo.scene](picture, photo.seed, photo.options);
  const long = 1680 + (photo.seed % 5) * 120;
  const [width, height] = [side(across, long), side(down, long)];
  const pixels = await sharp(develop(picture, look), {
    raw: { width: picture.width, height: picture.height, channels: 3 },
  })
    .resize(width, height, { kernel: 'lanczos3', fit: 'fill' })
    .sharpen({ sigma: 0.9 })
    .raw()
    .toBuffer();
  grain(pixels, 3.2 * (look.grain ?? 1), photo.seed);
  const image = sharp(pixels, { raw: { width, height, channels: 3 } });
  const encoded =
    format === 'png'
      ? image.png({ compressionLevel: 6 })
      : format === 'webp'
        ? image.webp({ quality: 86, effort: 2 })
        : image.jpeg({ quality: 90 });
  await encoded.toFile(path);
  parentPort.postMessage({ path });
});
