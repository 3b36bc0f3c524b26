import { clamp, makeNoise, random, smoothstep } from '../noise.mjs';
import { colour, mix, scale, sum } from '../picture.mjs';

/** What lies far behind the focus: soft colour with discs of light in it. */
function outOfFocus(picture, seed, { tones, discs, light = 0.7 }) {
  const rnd = random(seed);
  const { fbm } = makeNoise(seed + 1);
  const palette = tones.map(colour);
  const aspect = picture.width / picture.height;
  picture.paint((u, v) => {
    const a = clamp(0.5 + fbm(u * 1.3, v * 1.3, 3) * 1.2 + (0.5 - v) * 0.3);
    const b = clamp(0.5 + fbm(u * 1.7 + 9, v * 1.7 + 4, 3) * 1.4);
    return scale(
      mix(mix(palette[0], palette[1], a), palette[2], b * 0.7),
      0.75 + 0.6 * Math.exp(-Math.hypot(u - aspect * 0.7, v - 0.1) * 1.6),
    );
  });
  for (let disc = 0; disc < discs; disc += 1) {
    const radius = picture.height * rnd.between(0.018, 0.075);
    const tone = mix(palette[rnd.whole(0, 2)], [1, 0.97, 0.85], rnd.between(0.2, 0.75));
    const x = rnd.between(0, picture.width);
    const y = rnd() ** 1.3 * picture.height * 0.85;
    picture.disc(x, y, radius, tone, {
      additive: true,
      opacity: light * rnd.between(0.06, 0.34),
      edge: radius * 0.12 + 1.5,
      rim: 0.55,
    });
  }
}

const FLOWERS = {
  daisy: {
    petals: 21,
    rings: 2,
    petal: ['#ffffff', '#e8e6f2'],
    base: '#f1ecc4',
    heart: ['#f7c61d', '#c77a10'],
    heartSize: 0.3,
    width: 0.74,
    background: ['#3f6b23', '#8fae3f', '#20431c'],
  },
  sunflower: {
    petals: 26,
    rings: 2,
    petal: ['#ffc21a', '#e8930c'],
    base: '#b3520a',
    heart: ['#5a3313', '#1f1108'],
    heartSize: 0.42,
    width: 0.95,
    background: ['#7f8f2c', '#e3c65a', '#4a6a78'],
  },
  cosmos: {
    petals: 8,
    rings: 1,
    petal: ['#e66aa8', '#b93479'],
    base: '#8a1f58',
    heart: ['#f3c52a', '#a9661a'],
    heartSize: 0.17,
    width: 1.12,
    background: ['#5d7f4a', '#b9c7a0', '#8d6a86'],
  },
  dahlia: {
    petals: 17,
    rings: 5,
    petal: ['#f2694b', '#c9302c'],
    base: '#8f1420',
    heart: ['#d9502f', '#8a1818'],
    heartSize: 0.1,
    width: 0.95,
    background: ['#26402a', '#5f7f43', '#3a2a33'],
  },
  anemone: {
    petals: 9,
    rings: 2,
    petal: ['#8d86e8', '#5a4fc4'],
    base: '#ded9ff',
    heart: ['#26234a', '#0d0c1e'],
    heartSize: 0.2,
    width: 1.05,
    background: ['#4d6b52', '#a8b89a', '#5f6f9a'],
  },
};

/** One flower in focus, its kin behind it not. */
export function flower(picture, seed, options = {}) {
  const rnd = random(seed);
  const kind = FLOWERS[options.kind ?? 'daisy'];
  const { width, height } = picture;
  outOfFocus(picture, seed + 3, { tones: kind.background, discs: 46, light: 0.8 });
  for (let other = 0; other < 7; other += 1) {
    const size = height * rnd.between(0.08, 0.16);
    const x = rnd.between(0, width);
    const y = rnd.between(0.3, 1) * height;
    stem(picture, x, y, size * 0.08, kind.background[2]);
    bloom(picture, seed + 20 + other, kind, { x, y, size, squash: rnd.between(0.5, 0.85), turn: rnd() * 6 });
  }
  picture.blur(height * 0.018);
  const x = width * (options.x ?? rnd.between(0.38, 0.62));
  const y = height * (options.y ?? 0.46);
  const size = height * (options.size ?? 0.33);
  stem(picture, x, y, size * 0.045, kind.background[0]);
  bloom(picture, seed + 7, kind, { x, y, size, squash: options.squash ?? 0.9, turn: rnd() * 6 });
  return { vignette: 0.38, saturation: 1.06, exposure: options.exposure ?? 0.95, contrast: 1.06 };
}

function stem(picture, x, y, radius, hex) {
  const tone = colour(hex);
  for (let py = Math.round(y); py < picture.height; py += 1) {
    const centre = x + Math.sin(((py - y) / picture.height) * 2.2) * radius * 5;
    for (let px = Math.floor(centre - radius); px <= centre + radius; px += 1) {
      const across = (px - centre) / radius;
      picture.blend(
        px,
        py,
        scale(tone, 0.55 + 0.6 * Math.sqrt(clamp(1 - across * across)) + 0.25 * across),
        clamp((radius - Math.abs(px - centre)) / 1.3),
      );
    }
  }
}

function bloom(picture, seed, kind, { x, y, size, squash, turn }) {
  const { fbm, noise } = makeNoise(seed);
  const [light, dark] = kind.petal.map(colour);
  const base = colour(kind.base);
  const [heart, rim] = kind.heart.map(colour);
  for (let ring = 0; ring < kind.rings; ring += 1) {
    const reach = 1 - (ring / kind.rings) * (kind.rings > 2 ? 0.8 : 0.14);
    const offset = turn + ring * 2.4;
    for (let dy = -size * 1.1; dy <= size * 1.1; dy += 1) {
      for (let dx = -size * 1.1; dx <= size * 1.1; dx += 1) {
        const px = dx / size;
        const py = dy / size / squash;
        const radius = Math.hypot(px, py);
        if (radius > 1.1) continue;
        const angle = ((Math.atan2(py, px) + offset + Math.PI * 8) / (Math.PI * 2)) * kind.petals;
        const index = Math.floor(angle) % kind.petals;
        const across = (angle - Math.floor(angle) - 0.5) * 2;
        const long = reach * (0.93 + 0.12 * noise(index * 3.7, ring * 5 + 1));
        const t = radius / long;
        const shape =
          kind.width *
          Math.sqrt(clamp(1 - clamp(t) ** 5)) *
          (0.8 + 0.2 * smoothstep(0, 0.5, t)) *
          (0.95 + 0.05 * noise(t * 6, index));
        const cover =
          clamp((shape - Math.abs(across)) * size * radius * (3.1 / kind.petals)) * clamp((1 - t) * size * 0.35);
        if (cover <= 0) continue;
        const vein = 0.9 + 0.13 * fbm(across * 7 + index * 9, t * 2.2, 3) + 0.06 * Math.cos(across * 21);
        const fold = 0.7 + 0.42 * Math.sqrt(clamp(1 - across * across)) - 0.16 * across;
        const lamp = 0.84 + 0.26 * (-py * 0.7 - px * 0.5);
        const under = 0.5 + 0.5 * smoothstep(0.1, 0.55, t);
        const tone = mix(
          mix(base, light, smoothstep(0.15, 0.6, t)),
          dark,
          clamp(0.5 + noise(index * 5.1, ring) * 0.7) * 0.6,
        );
        picture.blend(
          Math.round(x + dx),
          Math.round(y + dy),
          scale(tone, vein * fold * lamp * under * (0.78 + (0.22 * (ring + 1)) / kind.rings)),
          cover,
        );
      }
    }
  }
  const heartRadius = size * kind.heartSize;
  for (let dy = -heartRadius; dy <= heartRadius; dy += 1) {
    for (let dx = -heartRadius; dx <= heartRadius; dx += 1) {
      const radius = Math.hypot(dx, dy / squash) / heartRadius;
      if (radius > 1) continue;
      const dome = Math.sqrt(clamp(1 - radius * radius));
      const angle = Math.atan2(dy / squash, dx);
      const seeds = Math.sin(angle * 21 + radius * 24) * Math.sin(angle * 34 - radius * 30);
      const tone = mix(heart, rim, smoothstep(0.25, 0.95, radius));
      picture.blend(
        Math.round(x + dx),
        Math.round(y + dy - heartRadius * 0.06),
        scale(tone, (0.6 + 0.4 * dome + 0.34 * seeds) * (1 - (0.25 * dy) / heartRadius)),
        clamp((1 - radius) * heartRadius * 0.5),
      );
    }
  }
}

/** A lit street far out of focus, behind rain on glass. */
export function rainOnGlass(picture, seed, options = {}) {
  const rnd = random(seed);
  const { width, height } = picture;
  const tones = (options.tones ?? ['#ff9a3d', '#ffd27a', '#ff4b3a', '#5ab0ff', '#7dffb0']).map(colour);
  const { fbm } = makeNoise(seed);
  picture.paint((u, v) =>
    scale(mix([0.012, 0.016, 0.035], [0.05, 0.04, 0.05], clamp(0.5 + fbm(u * 1.6, v * 1.6, 3))), 1.2),
  );
  for (let lamp = 0; lamp < 110; lamp += 1) {
    const band = rnd.chance(0.7);
    const x = rnd.between(0, width);
    const y = height * (band ? 0.5 + 0.13 * (rnd() + rnd() - 1) : rnd.between(0.08, 0.95));
    const radius = height * rnd.between(0.02, 0.06);
    picture.disc(x, y, radius, rnd.pick(tones), {
      additive: true,
      opacity: rnd.between(0.05, 0.4),
      edge: radius * 0.16 + 1.5,
      rim: 0.4,
    });
  }
  const behind = Float32Array.from(picture.data);
  const drops = [];
  for (let drop = 0; drop < 1500; drop += 1)
    drops.push({
      x: rnd() * width,
      y: rnd() * height,
      r: height * (0.003 + 0.024 * rnd() ** 5),
      stretch: rnd.between(1, 1.35),
    });
  for (const { x, y, r, stretch } of drops) {
    for (let dy = -r * stretch; dy <= r * stretch; dy += 1) {
      for (let dx = -r; dx <= r; dx += 1) {
        const d = Math.hypot(dx / r, dy / r / stretch);
        if (d > 1) continue;
        // A drop is a lens: it shows the street upside down and small.
        const sx = clamp(Math.round(x - (dx / r) * height * 0.32), 0, width - 1);
        const sy = clamp(Math.round(y - (dy / r) * height * 0.3), 0, height - 1);
        const from = (sy * width + sx) * 3;
        const rim = smoothstep(0.55, 1, d);
        const shine = smoothstep(0.3, 0.05, Math.hypot(dx / r + 0.35, dy / r + 0.4)) * 0.35;
        const seen = [behind[from], behind[from + 1], behind[from + 2]];
        picture.blend(
          Math.round(x + dx),
          Math.round(y + dy),
          sum(scale(seen, 1.35 * (1 - rim * 0.75)), [0.7, 0.75, 0.8], shine),
          clamp((1 - d) * r) * 0.92,
        );
      }
    }
  }
  picture.bloom(0.8, 0.3, height * 0.02);
  return { vignette: 0.4, saturation: 1.08, exposure: 1.05, contrast: 1.08, grain: 1.6 };
}

/** A leaf with the light behind it: veins bright, cells between them. */
export function leaf(picture, seed, options = {}) {
  const { fbm, noise, ridged } = makeNoise(seed);
  const [deep, bright, vein] = (options.tones ?? ['#1f4d12', '#86b52a', '#e2f08a']).map(colour);
  const aspect = picture.width / picture.height;
  const angle = options.angle ?? -0.5;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  picture.paint((u, v) => {
    const x = (u - aspect / 2) * cos + (v - 0.5) * sin;
    const y = -(u - aspect / 2) * sin + (v - 0.5) * cos;
    const bend = y + 0.05 * noise(x * 1.5, 2);
    const main = Math.exp(-((bend / 0.012) ** 2));
    const sidePhase = (x - Math.abs(bend) * 0.85 + 0.02 * noise(x * 4, y * 4)) * 6.2;
    const side =
      Math.exp(-(((sidePhase - Math.round(sidePhase)) / (0.045 + 0.02 * Math.exp(-Math.abs(bend) * 6))) ** 2)) *
      smoothstep(0.75, 0.1, Math.abs(bend));
    const net = smoothstep(0.62, 0.95, ridged(x * 13, y * 13, 3) + 0.2 * ridged(x * 34, y * 34, 2));
    const glow = Math.exp(-Math.hypot(u - aspect * 0.62, v - 0.36) * 1.5);
    const cell = 0.5 + 0.45 * fbm(x * 30, y * 30, 4) - 0.22 * Math.cos((sidePhase - Math.round(sidePhase)) * 5);
    const tissue = mix(deep, bright, clamp(cell * 0.55 + glow * 0.75));
    return scale(mix(tissue, vein, clamp(main * 0.9 + side * 0.6 + net * 0.2)), 0.55 + glow * 0.95);
  });
  return { vignette: 0.4, saturation: 1.06, exposure: 0.95, contrast: 1.08 };
}
