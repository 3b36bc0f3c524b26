import { clamp, smoothstep } from '../noise.mjs';
import { colour, mix, scale } from '../picture.mjs';
import { makeSky } from './sky.mjs';
import { alpineMaterial, renderTerrain } from './terrain.mjs';

/** Times of day: how the sky looks, and where and of what colour the light is. */
const LIGHT = {
  noon: {
    gradient: [
      [0, colour('#c3dcee')],
      [0.25, colour('#7fb4e2')],
      [1, colour('#2f6fb8')],
    ],
    sun: { dx: 0.75, dz: -0.45, elevation: 0.8, colour: [2.5, 2.35, 2.1] },
    ambient: [0.34, 0.44, 0.62],
    haze: '#a9c6e2',
    clouds: { lit: [1.15, 1.15, 1.15], shade: [0.42, 0.48, 0.58] },
  },
  golden: {
    gradient: [
      [0, colour('#ffd9a0')],
      [0.22, colour('#eebf96')],
      [0.55, colour('#9fb6cf')],
      [1, colour('#5580b0')],
    ],
    sun: { dx: -0.95, dz: 0.2, elevation: 0.3, colour: [3.3, 2.1, 1.05] },
    ambient: [0.3, 0.34, 0.46],
    haze: '#e9bf98',
    clouds: { lit: [1.5, 1.05, 0.72], shade: [0.42, 0.38, 0.46] },
  },
  dawn: {
    gradient: [
      [0, colour('#ffc7b0')],
      [0.2, colour('#f2b2b8')],
      [0.5, colour('#a9a3cd')],
      [1, colour('#566fa8')],
    ],
    sun: { dx: 0.9, dz: 0.3, elevation: 0.22, colour: [2.7, 1.45, 1.15] },
    ambient: [0.36, 0.36, 0.56],
    haze: '#cfa9bd',
    clouds: { lit: [1.35, 0.86, 0.82], shade: [0.4, 0.36, 0.52] },
  },
  overcast: {
    gradient: [
      [0, colour('#d5dade')],
      [0.4, colour('#b3bdc6')],
      [1, colour('#8b98a5')],
    ],
    sun: { dx: 0.3, dz: -0.3, elevation: 1, colour: [0.75, 0.77, 0.8] },
    ambient: [0.66, 0.7, 0.77],
    haze: '#c2ccd4',
    clouds: { lit: [0.72, 0.75, 0.8], shade: [0.3, 0.34, 0.4] },
  },
};

function skyFor(seed, light, { cover = 0.44, cloudScale = 0.8, wisps = false } = {}) {
  const clouds = cover > 0 ? { cover, scale: cloudScale, softness: wisps ? 0.5 : 0.26, wisps, ...light.clouds } : null;
  return makeSky(seed, { gradient: light.gradient, clouds });
}

/** Snowy mountains, in any weather, with or without a lake at their foot. */
export function mountains(picture, seed, options = {}) {
  const light = LIGHT[options.light ?? 'noon'];
  const lake = options.lake ?? false;
  const snowLine = options.snowLine ?? 0.21;
  const shape = options.shape ?? 1;
  renderTerrain(picture, seed, {
    sky: skyFor(seed + 1, light, options),
    horizon: options.horizon ?? 0.56,
    eye: lake ? 0.062 : (options.eye ?? 0.12),
    zoom: options.zoom ?? 1.35,
    heightAt: (x, z, noise) => {
      const valley = Math.exp(-(((x - 0.5 - 0.1 * noise.noise(z * 2.2, 3)) / 0.16) ** 2));
      const rise = smoothstep(0.16, 0.75, z);
      const body = 0.5 + noise.eroded(x * 3.4 * shape + 4, z * 3.4 * shape + 8, 9);
      const crest = noise.ridged(x * 4.2, z * 4.2, 5);
      const relief = (body * 0.62 + crest * 0.3) * (0.12 + 0.5 * rise) * (1 - 0.72 * valley * (1 - rise * 0.75));
      return 0.02 + relief * (options.relief ?? 0.62);
    },
    sun: light.sun,
    ambient: light.ambient,
    haze: { colour: colour(light.haze), density: options.haze ?? 0.42, floor: options.mist ?? 0.3 },
    material: alpineMaterial({
      rock: options.rock ?? [0.19, 0.18, 0.17],
      snow: [0.86, 0.89, 0.94],
      green: options.green ?? [0.085, 0.125, 0.045],
      snowLine,
      treeLine: options.treeLine ?? snowLine - 0.05,
    }),
    ...(lake && {
      water: {
        level: 0.055,
        colour: scale(colour(options.waterColour ?? '#1d4a55'), 0.5),
        ripple: options.ripple ?? 0.35,
      },
    }),
  });
  return { vignette: 0.3, saturation: 1.06, exposure: options.exposure ?? 0.86, contrast: 1.06 };
}

/** Rolling farmland with fields, hedges and woods. */
export function hills(picture, seed, options = {}) {
  const light = LIGHT[options.light ?? 'golden'];
  const fields = options.fields ?? ['#5f7a2a', '#8a9a3c', '#a98f45', '#6e8636', '#4d6b2c'];
  const palette = fields.map(colour);
  renderTerrain(picture, seed, {
    sky: skyFor(seed + 1, light, { cover: 0.42, ...options }),
    horizon: options.horizon ?? 0.46,
    eye: 0.125,
    zoom: 1.3,
    heightAt: (x, z, noise) => {
      const roll = 0.5 + 0.5 * noise.noise(x * 4 + 3, z * 6) + 0.2 * noise.noise(x * 9, z * 11);
      const wood = smoothstep(0.14, 0.2, noise.fbm(x * 8 + 40, z * 8, 4));
      const crowns = wood * (0.005 + 0.004 * Math.abs(noise.noise(x * 420, z * 420)));
      return 0.015 + roll * 0.062 + smoothstep(0.55, 1, z) * 0.075 * (0.5 + noise.fbm(x * 3, z * 3, 5)) + crowns;
    },
    sun: light.sun,
    ambient: light.ambient,
    haze: { colour: colour(light.haze), density: options.haze ?? 0.5, floor: options.mist ?? 0.5 },
    material: ({ x, z, noise }) => {
      const wood = smoothstep(0.14, 0.2, noise.fbm(x * 8 + 40, z * 8, 4));
      const wx = x * 15 + 0.7 * noise.noise(x * 6, z * 6);
      const wz = z * 15 + 0.7 * noise.noise(x * 6 + 9, z * 6);
      const cell =
        Math.abs(Math.imul(Math.floor(wx) * 7919 + Math.floor(wz) * 104729 + seed, 2654435761)) % palette.length;
      const fx = wx - Math.floor(wx);
      const fz = wz - Math.floor(wz);
      const hedge = smoothstep(0.05, 0.015, Math.min(fx, fz, 1 - fx, 1 - fz));
      const rows = 0.9 + 0.16 * Math.sin((cell % 2 ? wx : wz) * 95) + 0.3 * noise.fbm(x * 190, z * 190, 3);
      const field = scale(palette[cell], rows);
      return mix(
        field,
        scale([0.035, 0.06, 0.018], 0.7 + Math.abs(noise.noise(x * 500, z * 500))),
        Math.max(wood, hedge * 0.85),
      );
    },
  });
  return { vignette: 0.28, saturation: 1.05, exposure: 0.82, contrast: 1.05 };
}

/** Sand dunes: smooth flanks, sharp crests, long shadows. */
export function dunes(picture, seed, options = {}) {
  const light = LIGHT[options.light ?? 'golden'];
  const sand = colour(options.sand ?? '#c98a4e');
  renderTerrain(picture, seed, {
    sky: skyFor(seed + 1, light, { cover: options.cover ?? 0, wisps: true, cloudScale: 0.8 }),
    horizon: options.horizon ?? 0.4,
    eye: options.eye ?? 0.16,
    zoom: 1.4,
    heightAt: (x, z, noise) => {
      let height = 0;
      let size = 0.075;
      let frequency = 3.2;
      for (let layer = 0; layer < 3; layer += 1) {
        const warp = 1.5 * noise.noise(x * 2.4 + layer * 7, z * 2.4) + 0.35 * noise.noise(x * 7, z * 7 + layer);
        const phase = (x * 0.75 + z * 1.2) * frequency + warp;
        const saw = phase - Math.floor(phase);
        const profile = saw < 0.72 ? saw / 0.72 : (1 - saw) / 0.28;
        height += size * profile * profile * (3 - 2 * profile) ** 0.6 * (0.65 + 0.5 * noise.noise(x * 3 + 20, z * 3));
        size *= 0.3;
        frequency *= 2.3;
      }
      return 0.02 + height + 0.03 * noise.noise(x * 2, z * 2);
    },
    sun: { ...light.sun, elevation: 0.3, dx: -1, dz: -0.35 },
    ambient: scale(light.ambient, 0.75),
    haze: { colour: colour(light.haze), density: 0.4, floor: 0.2 },
    material: ({ x, z, noise }) => {
      const ripple = Math.sin((x * 0.5 + z) * 900 + 9 * noise.noise(x * 40, z * 40)) * smoothstep(0.3, 0.05, z);
      return scale(sand, 0.74 + 0.05 * ripple + 0.16 * noise.fbm(x * 26, z * 26, 4));
    },
  });
  return { vignette: 0.3, saturation: 1.02, exposure: 0.72, contrast: 1.08 };
}

/** Layered rock and mesas. */
export function canyon(picture, seed, options = {}) {
  const light = LIGHT[options.light ?? 'golden'];
  const bands = ['#8a5238', '#a5684a', '#b98563', '#94583f', '#c4a07c', '#9c6348'].map(colour);
  renderTerrain(picture, seed, {
    sky: skyFor(seed + 1, light, { cover: 0.36, cloudScale: 0.9, ...options }),
    horizon: options.horizon ?? 0.4,
    eye: 0.17,
    zoom: 1.25,
    heightAt: (x, z, noise) => {
      const raw = 0.5 + noise.fbm(x * 5 + 11, z * 5, 7, 0.48);
      const terrace = raw * 6 + 0.18 * noise.fbm(x * 30, z * 30, 3);
      const level = Math.floor(terrace) + smoothstep(0.62, 0.92, terrace - Math.floor(terrace));
      return 0.02 + Math.max(0, level / 6) * 0.155 + 0.005 * noise.fbm(x * 70, z * 70, 4);
    },
    sun: light.sun,
    ambient: light.ambient,
    haze: { colour: colour(light.haze), density: 0.42, floor: 0.4 },
    material: ({ x, z, height, up, noise }) => {
      const layer = height * 230 + noise.fbm(x * 14, z * 14, 4) * 2.2;
      const index = ((Math.floor(layer) % bands.length) + bands.length) % bands.length;
      const rock = mix(bands[index], bands[(index + 1) % bands.length], smoothstep(0.6, 1, layer - Math.floor(layer)));
      const scrub = smoothstep(0.9, 0.98, up) * clamp(noise.fbm(x * 260, z * 260, 3) * 3);
      return mix(
        scale(rock, 0.8 + 0.7 * noise.fbm(x * 130, height * 400 + z * 130, 4)),
        [0.1, 0.115, 0.05],
        scrub * 0.75,
      );
    },
  });
  return { vignette: 0.28, saturation: 1.0, exposure: 0.78, contrast: 1.06 };
}
