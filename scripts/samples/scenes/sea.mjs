import { clamp, makeNoise, random, smoothstep } from '../noise.mjs';
import { colour, mix, scale, sum } from '../picture.mjs';
import { makeSky } from './sky.mjs';

const DUSK = {
  fire: {
    gradient: [
      [0, colour('#ffb45e')],
      [0.16, colour('#f4784a')],
      [0.42, colour('#9a4a6b')],
      [1, colour('#27305f')],
    ],
    sunColour: [3.2, 1.5, 0.5],
    lit: [1.6, 0.62, 0.36],
    shade: [0.2, 0.12, 0.2],
    deep: [0.03, 0.035, 0.075],
  },
  pastel: {
    gradient: [
      [0, colour('#ffd9b8')],
      [0.22, colour('#f5b7b1')],
      [0.55, colour('#a8a6cf')],
      [1, colour('#6583b8')],
    ],
    sunColour: [2.4, 1.6, 1.1],
    lit: [1.3, 0.86, 0.78],
    shade: [0.44, 0.38, 0.52],
    deep: [0.09, 0.14, 0.2],
  },
  gold: {
    gradient: [
      [0, colour('#ffe2a6')],
      [0.18, colour('#f9b664')],
      [0.5, colour('#b28a6d')],
      [1, colour('#4a5a78')],
    ],
    sunColour: [3, 2, 0.9],
    lit: [1.6, 1.1, 0.6],
    shade: [0.3, 0.24, 0.24],
    deep: [0.05, 0.06, 0.075],
  },
  blue: {
    gradient: [
      [0, colour('#e2edf4')],
      [0.25, colour('#8fbfe6')],
      [1, colour('#2d74bd')],
    ],
    sunColour: [0.9, 0.9, 0.8],
    lit: [1.15, 1.15, 1.15],
    shade: [0.45, 0.52, 0.62],
    deep: [0.012, 0.085, 0.13],
  },
  storm: {
    gradient: [
      [0, colour('#c6ccc8')],
      [0.2, colour('#8f9aa0')],
      [1, colour('#3f4a54')],
    ],
    sunColour: [0.5, 0.5, 0.45],
    lit: [0.62, 0.64, 0.66],
    shade: [0.11, 0.13, 0.16],
    deep: [0.03, 0.05, 0.055],
  },
};

/** Open water under a dusk sky: waves mirror what is above them, and the sun leaves a path of glitter. */
export function sea(picture, seed, options = {}) {
  const rnd = random(seed);
  const { fbm, noise } = makeNoise(seed + 3);
  const look = DUSK[options.look ?? 'fire'];
  const aspect = picture.width / picture.height;
  const horizon = options.horizon ?? rnd.between(0.5, 0.62);
  const sun = {
    x: aspect * (options.sunX ?? rnd.between(0.3, 0.7)),
    elevation: options.sunElevation ?? 0.07,
    colour: look.sunColour,
    size: options.sunSize ?? 0.032,
    glow: options.glow ?? 1,
    height: horizon,
  };
  const sky = makeSky(seed + 1, {
    gradient: look.gradient,
    sun,
    clouds: {
      cover: options.cover ?? 0.45,
      scale: options.cloudScale ?? 0.9,
      softness: 0.38,
      wisps: true,
      lit: look.lit,
      shade: look.shade,
    },
  });
  const swell = options.swell ?? 1;
  const land = options.land ? headland(seed, options.land, aspect) : () => 0;
  const height = picture.height;
  picture.paint((u, v) => {
    if (v < horizon) {
      const up = (horizon - v) / horizon;
      if (up < land(u)) {
        const rim = smoothstep(land(u) - 0.012, land(u), up);
        return mix(scale(look.deep, 0.8), sky(u, 0.05), 0.1 + rim * 0.03);
      }
      return sky(u, up);
    }
    const down = Math.max(0.0015, v - horizon);
    const far = 0.085 / down;
    const wx = (u - aspect / 2) * far * 2.4;
    const wz = far * 5;
    const size = swell * (0.3 + 0.6 * smoothstep(20, 0.6, far));
    const tilt = (fbm(wx * 6.5, wz * 5.5 + 4, 5, 0.58) + 0.3 * noise(wx * 1.4, wz * 2.1)) * size;
    const side = fbm(wx * 6.5 + 31, wz * 5.5, 4) * size;
    const mirroredUp = clamp((down / (1 - horizon)) * 0.6 + tilt * 0.34 + 0.03, 0.005, 1);
    const mirroredX = u + side * 0.16;
    let reflected = mirroredUp < land(mirroredX) ? scale(look.deep, 0.9) : sky(mirroredX, mirroredUp);
    const fresnel = clamp(0.28 + 0.62 * Math.exp(-down * 3.4) - tilt * 0.42, 0.06, 0.95);
    const glitter = Math.exp(-(((u - sun.x) / (0.035 + down * 0.3)) ** 2)) * smoothstep(0.1, 0.42, tilt + 0.16);
    reflected = sum(reflected, look.sunColour, glitter * 1.5 * (options.glow ?? 1));
    const facing = clamp(0.5 - tilt * 1.1, 0.1, 1.2);
    const foam = options.foam ? smoothstep(0.3, 0.5, tilt + 0.25 * fbm(wx * 22, wz * 19, 4)) * options.foam : 0;
    return mix(
      mix(scale(look.deep, facing * 1.6), reflected, fresnel),
      [0.8, 0.85, 0.88],
      foam * smoothstep(14, 1, far),
    );
  });
  if (options.boat)
    sailingBoat(picture, options.boat * picture.width, horizon * height, height * 0.07, scale(look.deep, 0.5));
  picture.bloom(1.2, 0.35, height * 0.05);
  return { vignette: 0.34, saturation: 1.08, exposure: 0.86, contrast: 1.05 };
}

function headland(seed, { from, to, height }, aspect) {
  const { fbm } = makeNoise(seed + 77);
  return (u) => {
    const t = u / aspect;
    const inside = smoothstep(from - 0.04, from + 0.12, t) * smoothstep(to + 0.04, to - 0.12, t);
    return inside * height * (0.75 + 0.9 * fbm(t * 7, 2, 6)) - 0.004;
  };
}

function sailingBoat(picture, cx, waterline, size, tone) {
  for (let y = 0; y < size; y += 1) {
    const t = y / size;
    const sailWidth = (1 - t) * size * 0.34;
    for (let x = -sailWidth * 0.6; x < sailWidth; x += 1) {
      if (Math.abs(x) < 1.2) continue;
      picture.blend(Math.round(cx + x), Math.round(waterline - size * 0.1 - y), sum(tone, [0.05, 0.045, 0.05]), 0.92);
    }
    picture.blend(Math.round(cx), Math.round(waterline - y * 1.06), tone, 1);
  }
  for (let y = 0; y < size * 0.1; y += 1) {
    const half = size * (0.3 - 0.06 * (y / (size * 0.1)));
    for (let x = -half; x < half * 1.15; x += 1)
      picture.blend(Math.round(cx + x), Math.round(waterline - size * 0.1 + y + 2), tone, 1);
  }
  for (let y = 0; y < size * 0.7; y += 1) {
    const half = size * 0.22 * (1 - y / (size * 0.8));
    const shift = Math.sin(y * 0.9) * size * 0.03;
    for (let x = -half; x < half; x += 1)
      picture.blend(Math.round(cx + x + shift), Math.round(waterline + 3 + y), tone, 0.4 * (1 - y / (size * 0.7)));
  }
}

/** A shore from straight above: depth paints the water, foam follows the edge, sand dries away from it. */
export function shoreFromAbove(picture, seed, options = {}) {
  const rnd = random(seed);
  const { fbm, noise, ridged } = makeNoise(seed + 5);
  const angle = options.angle ?? rnd.between(-0.5, 0.5);
  const water = (options.water ?? ['#0b4a78', '#11779a', '#35b0b4', '#9fdcc8']).map(colour);
  const dry = colour(options.sand ?? '#e3cfa6');
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const aspect = picture.width / picture.height;
  const shift = options.shift ?? 0.5;
  picture.paint((u, v) => {
    const across = (u / aspect - shift) * aspect * cos + (v - 0.5) * sin;
    const along = -(u - 0.7) * sin + v * cos;
    const d = across + 0.13 * noise(along * 1.6, 3) + 0.07 * fbm(along * 4, across * 4, 5);
    if (d < 0) {
      const depth = -d + 0.11 * fbm(u * 3.4, v * 3.4, 5) * smoothstep(0, 0.2, -d);
      const reef = smoothstep(0.08, 0.28, fbm(u * 6 + 50, v * 6, 6)) * smoothstep(0.06, 0.2, -d) * 0.6;
      const t = clamp(depth / 0.62) * 3;
      const index = Math.min(2, Math.floor(t));
      let tone = mix(water[3 - index], water[2 - index], t - index);
      tone = mix(tone, scale(water[0], 0.5), reef);
      const ripple = fbm(u * 42 + v * 9, v * 42 - u * 9, 3);
      const caustic = ridged(u * 26, v * 26, 3) * smoothstep(0.26, 0.02, -d);
      tone = scale(tone, 0.92 + ripple * 0.22 + caustic * 0.2);
      for (const [at, width, strength] of [
        [0.012, 0.02, 0.95],
        [0.075, 0.014, 0.8],
        [0.15, 0.012, 0.55],
      ]) {
        const wave = at + 0.02 * noise(along * 5 + at * 90, at * 40);
        const lace = smoothstep(-0.12, 0.28, fbm(u * 34, v * 34 + at * 50, 5, 0.6) + 0.06);
        const front =
          smoothstep(width, 0, Math.abs(-d - wave)) +
          0.45 * smoothstep(width * 3.4, 0, -d - wave) * (-d > wave ? 1 : 0);
        tone = mix(tone, [0.93, 0.96, 0.96], clamp(front * lace * strength));
      }
      return scale(tone, 1.15);
    }
    const wet = smoothstep(0.085 + 0.02 * noise(along * 6, 9), 0.02, d);
    const texture = 0.9 + 0.14 * fbm(u * 60, v * 60, 4) + 0.1 * fbm(u * 7, v * 7, 4);
    let ground = scale(mix(dry, scale(dry, 0.52), wet), texture);
    if (options.palms !== false) {
      const plants = fbm(u * 8 + 7, v * 8, 5) + (d - 0.42) * 1.7;
      const shade = fbm((u + 0.012) * 8 + 7, (v - 0.012) * 8, 5) + (d - 0.42) * 1.7;
      if (shade > 0.08) ground = scale(ground, 0.45);
      if (plants > 0.08) {
        const crown = ridged(u * 24, v * 24, 4);
        const leaf = clamp(0.15 + crown * 0.55 + fbm(u * 80, v * 80, 3) * 0.9 + (plants - shade) * 3);
        const canopy = mix([0.008, 0.018, 0.009], [0.085, 0.125, 0.04], leaf);
        ground = mix(ground, canopy, smoothstep(0.08, 0.13, plants + 0.16 * fbm(u * 50, v * 50, 3)));
      }
    }
    return scale(ground, 0.95);
  });
  return { vignette: 0.22, saturation: 1.1, exposure: 0.98, contrast: 1.05 };
}
