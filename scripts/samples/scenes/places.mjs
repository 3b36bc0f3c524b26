import { clamp, lerp, makeNoise, random, smoothstep } from '../noise.mjs';
import { colour, mix, ramp, scale, sum } from '../picture.mjs';
import { makeSky } from './sky.mjs';

const WOODS = {
  autumn: { fog: '#f3d6a0', trunk: '#2a1c12', leaves: ['#c9631a', '#e0932a', '#9a3d14', '#d8b13c'], floor: '#8a4a1c' },
  summer: { fog: '#dfeab8', trunk: '#2b2a1c', leaves: ['#5d8a2a', '#7fae3a', '#3c6a24', '#a4c455'], floor: '#46602a' },
  fog: { fog: '#cdd6d6', trunk: '#1f2625', leaves: ['#5d6f62', '#72837a', '#4a5a50', '#82908a'], floor: '#4a5148' },
  winter: { fog: '#e3e9f1', trunk: '#2a2b30', leaves: ['#cfd8e4', '#e6ecf4', '#b4c0d0', '#dde5ef'], floor: '#dfe6ef' },
};

/** Trunk behind trunk, light between them. */
export function forest(picture, seed, options = {}) {
  const rnd = random(seed);
  const { fbm, noise } = makeNoise(seed + 1);
  const look = WOODS[options.look ?? 'autumn'];
  const { width, height } = picture;
  const aspect = width / height;
  const fog = colour(look.fog);
  const trunkTone = colour(look.trunk);
  const leaves = look.leaves.map(colour);
  const floor = colour(look.floor);
  const lightX = aspect * (options.lightX ?? rnd.between(0.35, 0.65));
  picture.paint((u, v) => {
    const near = Math.exp(-Math.hypot(u - lightX, (v - 0.38) * 1.2) * 2.1);
    return sum(scale(fog, 0.72 + 0.2 * fbm(u * 2, v * 2, 4)), fog, near * (options.glow ?? 0.9));
  });
  const depths = 7;
  for (let layer = 0; layer < depths; layer += 1) {
    const t = layer / (depths - 1);
    const haze = (1 - t) ** 1.25 * 0.9;
    foliage(picture, { fbm, leaves, fog, haze, t, layer, lightX, thin: options.thin ?? 0 });
    const ground = 0.6 + 0.3 * t;
    picture.paint(
      (u, v) => {
        const edge = ground + 0.03 * noise(u * 2 + layer * 3, layer) + 0.012 * fbm(u * 26, layer, 3);
        if (v < edge) return null;
        const litter = clamp(0.55 + fbm(u * (60 - 34 * t), v * (130 - 60 * t), 4) * 1.3);
        const lightPool = 0.5 + 1.1 * Math.exp(-Math.abs(u - lightX) * 2.2) * (1 - t * 0.55);
        return mix(
          scale(mix(scale(floor, 0.4), floor, litter), lightPool),
          fog,
          haze * smoothstep(edge + 0.2, edge, v),
        );
      },
      Math.floor((ground - 0.06) * height),
    );
    const count = Math.round(lerp(26, 3, t ** 0.6) * (aspect / 1.5));
    for (let tree = 0; tree < count; tree += 1) {
      const x = rnd.between(-0.05, 1.05) * width;
      const radius = height * lerp(0.0045, 0.034, t ** 1.5) * rnd.between(0.7, 1.35);
      trunk(picture, {
        noise,
        fbm,
        x,
        radius,
        foot: (ground + 0.03 + 0.02 * rnd()) * height,
        lean: rnd.between(-0.035, 0.035),
        tone: trunkTone,
        fog,
        haze,
        lightX: lightX * height,
        bend: rnd() * 9,
      });
    }
  }
  if (options.rays !== false) shafts(picture, noise, lightX, fog);
  picture.bloom(0.9, 0.4, height * 0.05);
  return { vignette: 0.36, saturation: 1.04, exposure: options.exposure ?? 0.8, contrast: 1.08 };
}

function trunk(picture, { noise, fbm, x, radius, foot, lean, tone, fog, haze, lightX, bend }) {
  const { height } = picture;
  for (let y = 0; y < foot; y += 1) {
    const t = y / foot;
    const centre = x + (foot - y) * lean + radius * 0.35 * noise(t * 2 + bend, bend);
    const flare = 1 + 0.9 * smoothstep(0.94, 1, t) - 0.35 * (1 - t);
    const half = radius * flare;
    for (let px = Math.floor(centre - half); px <= centre + half; px += 1) {
      const across = (px - centre) / half;
      const side = lightX > x ? across : -across;
      const bark = 0.75 + 0.7 * fbm((across * 2.4 + bend) * 3.2, (y / height) * 17 + bend * 5, 4);
      const light = clamp(0.35 + 0.5 * side) * bark + 0.12;
      const edge = clamp((half - Math.abs(px - centre)) / 1.2);
      picture.blend(px, y, mix(sum(scale(tone, 0.6 + 1.6 * light), fog, 0.1 * light * light), fog, haze), edge);
    }
  }
}

function foliage(picture, { fbm, leaves, fog, haze, t, layer, lightX, thin }) {
  const size = lerp(30, 15, t);
  const reach = lerp(0.66, 0.3, t);
  const stops = leaves.map((leaf, index) => [index / (leaves.length - 1), leaf]);
  picture.paint(
    (u, v, x, y) => {
      const crown = fbm(u * 2.6 + layer * 17, v * 3.4 + layer * 5, 4) + (reach - v) * 1.15 - 0.2 - thin;
      // Most of the picture has no leaves of this layer: not worth the finer noise.
      if (crown < -0.75) return null;
      const mass = crown + fbm(u * size, v * size + layer, 5, 0.62);
      const cover = smoothstep(0, 0.12, mass);
      if (cover <= 0) return null;
      const speck = fbm(u * size * 2.8 + 5, v * size * 2.8 + layer * 3, 4, 0.7);
      const tone = ramp(stops, clamp(0.5 + speck * 1.5));
      const through = 0.42 + 1.1 * Math.exp(-Math.hypot(u - lightX, v - 0.35) * 2) * (1 - t * 0.5);
      const lit = mix(scale(tone, through * clamp(0.7 + speck * 1.2, 0.2, 1.5)), fog, haze);
      return mix(picture.get(x, y), lit, cover * 0.92);
    },
    0,
    Math.floor(picture.height * 0.86),
  );
}

function shafts(picture, noise, lightX, tint) {
  picture.paint((u, v, x, y) => {
    const angle = Math.atan2(u - lightX, v + 0.35);
    const ray =
      smoothstep(0.12, 0.7, noise(angle * 21, 3) * 0.6 + noise(angle * 47, 9) * 0.4) *
      Math.exp(-Math.abs(angle) * 2.2) *
      Math.exp(-v * 1.2);
    return sum(picture.get(x, y), tint, ray * 0.34);
  });
}

const EVENING = {
  dusk: [
    [0, '#f2a071'],
    [0.2, '#b5718c'],
    [0.5, '#4c5590'],
    [1, '#141d45'],
  ],
  blue: [
    [0, '#7ba3cf'],
    [0.3, '#3d63a0'],
    [1, '#0d1a3c'],
  ],
  night: [
    [0, '#4a3a38'],
    [0.25, '#232442'],
    [1, '#070a18'],
  ],
  dawn: [
    [0, '#ffdcb0'],
    [0.3, '#f2b3a8'],
    [0.65, '#8e9bc8'],
    [1, '#5374ad'],
  ],
};

/** A skyline across water, its lights mirrored. */
export function city(picture, seed, options = {}) {
  const rnd = random(seed);
  const { fbm, noise } = makeNoise(seed + 1);
  const { width, height } = picture;
  const aspect = width / height;
  const shore = options.shore ?? 0.68;
  const gradient = EVENING[options.look ?? 'dusk'].map(([at, hex]) => [at, colour(hex)]);
  const day = options.look === 'dawn';
  const sky = makeSky(seed + 2, {
    gradient,
    sun: { x: aspect * 0.62, elevation: 0, colour: gradient[0][1], size: 0, glow: 0.5 },
    clouds: {
      cover: 0.34,
      scale: 0.8,
      softness: 0.5,
      wisps: true,
      lit: scale(gradient[0][1], 0.9),
      shade: scale(gradient.at(-1)[1], 0.7),
    },
  });
  picture.paint((u, v) => sky(u, clamp((shore - v) / shore)), 0, Math.ceil(shore * height));
  const layers = 4;
  for (let layer = 0; layer < layers; layer += 1) {
    const t = layer / (layers - 1);
    let x = -width * 0.03;
    while (x < width * 1.03) {
      const wide = height * rnd.between(0.022, 0.062) * (0.75 + 0.5 * t);
      const centre = Math.exp(-((((x + wide / 2) / width - (options.centre ?? 0.55)) / 0.26) ** 2));
      const tall =
        height *
        (0.05 + rnd.between(0.02, 0.14) + centre * rnd() ** 1.6 * (options.tall ?? 0.36) * (1 - t * 0.45)) *
        (1 - t * 0.25);
      building(picture, rnd, {
        x,
        wide,
        tall,
        foot: shore * height,
        t,
        sky: gradient[0][1],
        lights: day ? 0.06 : (options.lights ?? 0.5),
        day,
      });
      x += wide * rnd.between(0.85, 1.35);
    }
  }
  for (let lamp = 0; lamp < aspect * 60; lamp += 1) {
    const warm = rnd.chance(0.75) ? [1.9, 1.05, 0.4] : [0.9, 1.2, 1.6];
    if (!day)
      picture.disc(rnd.between(0, width), shore * height - rnd.between(0, height * 0.012), height * 0.0016, warm, {
        additive: true,
        edge: 2,
      });
  }
  picture.bloom(0.75, day ? 0.1 : 0.55, height * 0.035);
  const above = Float32Array.from(picture.data);
  const edge = Math.floor(shore * height);
  for (let y = edge; y < height; y += 1) {
    const down = (y - edge) / (height - edge);
    const far = 0.1 / (down + 0.02);
    for (let px = 0; px < width; px += 1) {
      const u = (px / height - aspect / 2) * far;
      const ripple = fbm(u * 5, far * 16, 4) * (0.06 + 0.5 * down);
      const side = noise(u * 9, far * 26) * height * 0.006;
      const from = clamp(Math.round(edge - (y - edge) * 1.2 + ripple * height * 0.32), 0, edge - 1);
      const sx = clamp(Math.round(px + side), 0, width - 1);
      for (let c = 0; c < 3; c += 1) {
        let light = 0;
        // Streaks: rough water shows each lamp as a long column.
        for (const offset of [0, 0.018, 0.04, -0.018, -0.04]) {
          light += above[(clamp(Math.round(from + offset * height * (0.5 + down)), 0, edge - 1) * width + sx) * 3 + c];
        }
        picture.data[(y * width + px) * 3 + c] = (light / 5) * (0.74 - 0.3 * down) + gradient.at(-1)[1][c] * 0.12;
      }
    }
  }
  return {
    vignette: 0.3,
    saturation: 1.08,
    exposure: options.exposure ?? (day ? 0.9 : 1.15),
    contrast: 1.05,
    grain: day ? 1 : 1.3,
  };
}

function building(picture, rnd, { x, wide, tall, foot, t, sky, lights, day }) {
  const body = mix(scale(sky, 0.42), day ? [0.1, 0.11, 0.14] : [0.012, 0.014, 0.024], 0.35 + 0.6 * t);
  const top = foot - tall;
  const side = rnd.between(0.55, 1.25);
  const spire = rnd.chance(0.14) ? tall * rnd.between(0.12, 0.32) : 0;
  const stepped = rnd.chance(0.4) ? rnd.between(0.08, 0.2) : 0;
  for (let y = Math.floor(top); y < foot; y += 1) {
    const inset = y - top < tall * stepped ? wide * 0.16 : 0;
    for (let px = Math.floor(x + inset); px < x + wide - inset; px += 1) {
      const across = (px - x) / wide;
      picture.blend(px, y, scale(body, (across < 0.42 ? side : 2 - side) * (1.12 - 0.3 * ((y - top) / tall))), 1);
    }
  }
  for (let y = Math.floor(top - spire); y < top; y += 1) {
    picture.blend(Math.round(x + wide / 2), y, body, 1);
    picture.blend(Math.round(x + wide / 2) + 1, y, body, 0.5);
  }
  const pitch = Math.max(3.4, picture.height * 0.0062);
  const warm = rnd.pick([
    [1.5, 0.95, 0.48],
    [1.35, 1.05, 0.7],
    [0.85, 1, 1.25],
    [1.5, 0.8, 0.35],
  ]);
  const share = lights * rnd.between(0.25, 1.1) * (0.45 + 0.55 * t);
  for (let wy = top + pitch * 1.5; wy < foot - pitch; wy += pitch) {
    const floorLit = rnd.chance(0.1) ? 0.9 : share;
    for (let wx = x + pitch; wx < x + wide - pitch * 0.8; wx += pitch * 0.9) {
      if (!rnd.chance(floorLit)) continue;
      const strength = rnd.between(0.25, 1) ** 1.5 * (0.5 + 0.6 * t);
      for (let dy = 0; dy < pitch * 0.55; dy += 1) {
        for (let dx = 0; dx < pitch * 0.5; dx += 1)
          picture.blend(Math.round(wx + dx), Math.round(wy + dy), scale(warm, strength), 0.85);
      }
    }
  }
}
