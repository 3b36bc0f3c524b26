import { clamp, makeNoise, random, smoothstep } from '../noise.mjs';
import { colour, mix, scale, sum } from '../picture.mjs';
import { addStars, makeSky } from './sky.mjs';

const MIST = {
  blue: {
    sky: [
      [0, '#f1e7da'],
      [0.35, '#bcd0de'],
      [1, '#6f97bd'],
    ],
    far: '#c4d3dc',
    near: '#10202b',
    sun: [1.4, 1.25, 1],
  },
  rose: {
    sky: [
      [0, '#ffdcc0'],
      [0.35, '#efb0a4'],
      [1, '#7e7fa6'],
    ],
    far: '#eebfae',
    near: '#1d1826',
    sun: [2.2, 1.2, 0.8],
  },
  gold: {
    sky: [
      [0, '#fff0c4'],
      [0.35, '#f7c877'],
      [1, '#a7906f'],
    ],
    far: '#f6d79b',
    near: '#24190d',
    sun: [2.6, 1.8, 0.8],
  },
  green: {
    sky: [
      [0, '#e9ede4'],
      [0.4, '#c7d3cc'],
      [1, '#93a8a4'],
    ],
    far: '#cfd9d1',
    near: '#0d1a14',
    sun: [0.5, 0.5, 0.45],
  },
};

/** Ridge behind ridge, each paler than the one before it, with mist in the valleys and conifers on the near ones. */
export function mistyRidges(picture, seed, options = {}) {
  const rnd = random(seed);
  const noise = makeNoise(seed + 2);
  const look = MIST[options.look ?? 'blue'];
  const { width, height } = picture;
  const aspect = width / height;
  const sun = {
    x: aspect * (options.sunX ?? rnd.between(0.25, 0.75)),
    elevation: 0.3,
    colour: look.sun,
    size: options.sunSize ?? 0,
    glow: 0.9,
  };
  const sky = makeSky(seed + 1, { gradient: look.sky.map(([at, hex]) => [at, colour(hex)]), sun });
  const far = colour(look.far);
  const near = colour(look.near);
  picture.paint((u, v) => sky(u, clamp(1 - v * 1.25)));
  const count = options.layers ?? 8;
  for (let layer = 0; layer < count; layer += 1) {
    const t = layer / (count - 1);
    const base = 0.34 + 0.56 * t ** 1.25;
    const rough = 0.2 - 0.06 * t;
    const tone = mix(far, near, t ** 1.35);
    const trees = t > 0.45 ? coniferLine(rnd, width, height * (0.016 + 0.085 * (t - 0.45)), 1.25) : null;
    const mistTone = mix(tone, far, 0.62 * (1 - t * 0.75));
    for (let x = 0; x < width; x += 1) {
      const u = x / height;
      const ridge = noise.fbm(u * (1.3 + 0.6 * (1 - t)) + layer * 13.7, layer * 5.1, t > 0.4 ? 5 : 8);
      const ridgeTop = (base - rough * ridge) * height;
      const top = ridgeTop - (trees ? trees[x] : 0);
      for (let y = Math.max(0, Math.floor(top)); y < height; y += 1) {
        const below = (y - ridgeTop) / height;
        const fog = smoothstep(0.015, 0.17, below) * (1 - t * t);
        const glow = Math.exp(-Math.abs(u - sun.x) * 2.4) * 0.28 * (1 - t);
        const texture = 1 + (0.12 + 0.2 * t) * noise.fbm(u * 46 + layer, (y / height) * 46, 4);
        const shaded = sum(scale(mix(tone, mistTone, fog), texture), look.sun, glow * fog * 0.5);
        picture.blend(x, y, shaded, y - top < 1 ? y - top : 1);
      }
    }
  }
  return { vignette: 0.24, saturation: 1, exposure: 0.95, contrast: 1.05 };
}

/** Heights of a row of conifers, a value a column, in pixels. */
export function coniferLine(rnd, width, size, density) {
  const line = new Float32Array(width);
  for (let x = -size; x < width + size; x += size * rnd.between(0.05, 0.42) * (2 - density)) {
    const tall = size * (0.35 + 0.85 * rnd() ** 1.4);
    const half = tall * rnd.between(0.13, 0.24);
    for (let dx = -Math.ceil(half); dx <= half; dx += 1) {
      const column = Math.round(x + dx);
      if (column < 0 || column >= width) continue;
      const t = 1 - Math.abs(dx) / half;
      const jagged = t * tall * (0.72 + 0.28 * Math.abs(Math.sin(t * 9 + x)));
      line[column] = Math.max(line[column], jagged);
    }
  }
  return line;
}

/** The Milky Way, or an aurora, over mountains or a forest. */
export function nightSky(picture, seed, options = {}) {
  const rnd = random(seed);
  const noise = makeNoise(seed + 4);
  const { width, height } = picture;
  const aspect = width / height;
  const zenith = colour(options.zenith ?? '#0a1430');
  const glow = colour(options.glow ?? '#27406b');
  const ground = options.ground ?? 0.78;
  picture.paint((u, v) => {
    const low = clamp(v / ground) ** 2.6;
    return scale(
      sum(mix(zenith, glow, low * 0.8), colour(options.town ?? '#3b2a22'), smoothstep(0.7, 1, v / ground) * 0.5),
      0.55,
    );
  });
  addStars(picture, seed + 6, {
    count: Math.round(width * height * (options.aurora ? 0.0014 : 0.0042)),
    below: ground,
    milkyWay: options.aurora
      ? null
      : { x: aspect * rnd.between(0.4, 0.6), angle: rnd.between(-0.5, 0.5), strength: options.strength ?? 1 },
  });
  if (options.aurora) curtains(picture, noise, options.aurora, ground);
  const trees = coniferLine(rnd, width, height * (options.treeSize ?? 0.14), 0.9);
  for (let x = 0; x < width; x += 1) {
    const u = x / height;
    const mountain =
      (ground + 0.02 - (options.peaks ?? 0.22) * Math.max(0, 0.35 + noise.fbm(u * 1.5 + 8, 2, 8))) * height;
    const shoulder = (ground + 0.1 - 0.05 * noise.fbm(u * 2, 9, 5)) * height - trees[x];
    for (let y = Math.max(0, Math.floor(Math.min(mountain, shoulder))); y < height; y += 1) {
      if (y >= shoulder) picture.blend(x, y, [0.0025, 0.004, 0.006], Math.min(1, y - shoulder));
      else {
        const snow = smoothstep(
          0.02,
          0.3,
          noise.ridged(u * 14, (y / height) * 20, 6) - 0.42 - (y - mountain) / height / 0.4,
        );
        picture.blend(x, y, sum([0.008, 0.012, 0.022], [0.03, 0.04, 0.065], snow * 0.55), Math.min(1, y - mountain));
      }
    }
  }
  if (options.tent) litTent(picture, options.tent * width, height * (ground + 0.15), height * 0.045);
  picture.bloom(0.55, 0.3, height * 0.012);
  return { vignette: 0.3, saturation: 1.12, exposure: options.exposure ?? 1.45, contrast: 1.04, grain: 1.6 };
}

function curtains(picture, noise, tint, ground) {
  const green = colour(tint.low ?? '#3dff9a');
  const violet = colour(tint.high ?? '#9a4dff');
  for (let x = 0; x < picture.width; x += 1) {
    const u = x / picture.height;
    for (let band = 0; band < 3; band += 1) {
      const foot =
        ground * (0.74 - 0.16 * band) +
        0.2 * noise.fbm(u * 1.5 + band * 9, band * 3, 3) +
        0.025 * noise.noise(u * 8, band) -
        0.02;
      const rays = 0.72 + 0.55 * noise.fbm(u * 7 + band * 4, 7, 3) + 0.16 * noise.noise(u * 52, band);
      const strength =
        Math.max(0, rays) *
        (0.62 - 0.16 * band) *
        (0.25 + 0.75 * smoothstep(-0.6, 0.5, noise.noise(u * 1.3 + band * 5, 1)));
      for (let y = 0; y < picture.height * ground; y += 1) {
        const up = foot - y / picture.height;
        const shine = up > 0 ? Math.exp(-up * 5.2) : Math.exp(up * 34);
        picture.add(x, y, mix(green, violet, smoothstep(0.05, 0.42, up)), shine * strength * 0.36);
      }
    }
  }
}

function litTent(picture, cx, base, size) {
  for (let y = 0; y < size; y += 1) {
    const half = size * 0.95 * (1 - (y / size) ** 1.3);
    for (let x = -half; x <= half; x += 1) {
      const warmth = 1.25 - 0.7 * (y / size) - 0.3 * Math.abs(x / half);
      picture.blend(Math.round(cx + x), Math.round(base - y), scale([1.7, 0.75, 0.2], Math.max(0.15, warmth)), 0.95);
    }
  }
  picture.disc(cx, base - size * 0.3, size * 2.6, [0.1, 0.045, 0.012], { additive: true, edge: size * 5 });
}
