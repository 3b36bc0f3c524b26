import { clamp, lerp, makeNoise, smoothstep } from '../noise.mjs';
import { mix, scale, sum } from '../picture.mjs';

const SIZE = 896;

/**
 * Renders a landscape: a height field seen from above ground, with sunlight, cast shadows and haze that takes the
 * distance's colour, below a sky. Returns `{depth}`, the distance at each pixel (Infinity in the sky).
 *
 * @param scene sky, horizon (0..1 of the height), eye (height above the lowest ground), heightAt(x, z, noise) with x, z
 *   in 0..1 over the map, relief, sun: {dx, dz, elevation, colour}, ambient, haze: {colour, density, floor},
 *   material(place) => colour, water: {level, colour, ripple} or undefined
 */
export function renderTerrain(picture, seed, scene) {
  const noise = makeNoise(seed);
  const heights = buildHeights(noise, scene);
  const light = buildLight(heights, scene);
  const { width, height } = picture;
  const horizon = scene.horizon * height;
  const depth = new Float32Array(width * height).fill(Infinity);
  const water = new Uint8Array(width * height);
  picture.paint((u, v) => scene.sky(u, Math.max(0, horizon / height - v) / Math.max(0.3, scene.horizon)));

  const focal = height * (scene.zoom ?? 1.15);
  const eyeX = scene.eyeX ?? 0.5;
  const eyeZ = 0.02;
  for (let x = 0; x < width; x += 1) {
    let filled = height;
    let before = null;
    let z = 0.012;
    while (z < 0.96 && filled > 0) {
      const mapX = eyeX + ((x - width / 2) / focal) * z;
      const mapZ = eyeZ + z;
      const ground = sample(heights, mapX, mapZ);
      const wet = scene.water && ground < scene.water.level;
      const level = wet ? scene.water.level : ground;
      const y = horizon - ((level - scene.eye) / z) * focal;
      if (y < filled) {
        const shade = wet ? scene.water.colour : surface(noise, heights, light, scene, mapX, mapZ, ground);
        const hazed = haze(shade, z, level, scene);
        const top = Math.max(0, Math.ceil(y));
        for (let row = top; row < filled; row += 1) {
          // Between two samples the colour runs from one to the other, which hides the steps close by.
          const t = before && filled - top > 1 ? (row - top) / (filled - top) : 0;
          const at = row * width + x;
          for (let c = 0; c < 3; c += 1) picture.data[at * 3 + c] = t > 0 ? lerp(hazed[c], before[c], t) : hazed[c];
          depth[at] = z;
          water[at] = wet ? 1 : 0;
        }
        before = hazed;
        filled = top;
      }
      z += Math.max(0.00035, z * (scene.step ?? 0.0022));
    }
  }
  if (scene.water) reflect(picture, noise, scene, depth, water, horizon);
  return { depth };
}

function buildHeights(noise, scene) {
  const heights = new Float32Array(SIZE * SIZE);
  for (let z = 0; z < SIZE; z += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      // The far end rises almost to the eye, or the map's edge would show below the horizon.
      const lift = scene.eye * 0.9 * smoothstep(0.3, 1, z / SIZE);
      heights[z * SIZE + x] = scene.heightAt(x / SIZE, z / SIZE, noise) + lift;
    }
  }
  return heights;
}

/** Sunlight at each cell, 0 in cast shadow. The sun's rays are followed over the height field. */
function buildLight(heights, scene) {
  const light = new Float32Array(SIZE * SIZE);
  const { dx, dz, elevation } = scene.sun;
  const length = Math.hypot(dx, dz);
  const stepX = dx / length;
  const stepZ = dz / length;
  const rise = elevation / SIZE;
  const highest = heights.reduce((a, b) => Math.max(a, b), 0);
  for (let z = 0; z < SIZE; z += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      const start = heights[z * SIZE + x];
      let lit = 1;
      for (let step = 2, reach = 2; step < 26 && lit > 0; step += 1, reach *= 1.19) {
        const sx = Math.round(x + stepX * reach);
        const sz = Math.round(z + stepZ * reach);
        if (sx < 0 || sz < 0 || sx >= SIZE || sz >= SIZE) break;
        const ray = start + rise * reach;
        if (ray > highest) break;
        const over = heights[sz * SIZE + sx] - ray;
        if (over > 0) lit = Math.min(lit, 1 - over * (900 / reach));
      }
      light[z * SIZE + x] = Math.max(0, lit);
    }
  }
  return light;
}

function surface(noise, heights, light, scene, x, z, height) {
  const d = 1 / SIZE;
  const slopeX = (sample(heights, x + d, z) - sample(heights, x - d, z)) / (2 * d);
  const slopeZ = (sample(heights, x, z + d) - sample(heights, x, z - d)) / (2 * d);
  const up = 1 / Math.sqrt(1 + slopeX * slopeX + slopeZ * slopeZ);
  const { dx, dz, elevation, colour } = scene.sun;
  const length = Math.hypot(dx, dz, elevation);
  const facing = clamp((-slopeX * dx - slopeZ * dz + elevation) / length) * up;
  const lit = facing * sample(light, x, z);
  const albedo = scene.material({ x, z, height, up, slopeX, slopeZ, noise });
  return [0, 1, 2].map((c) => albedo[c] * (lit * colour[c] + scene.ambient[c] * (0.45 + 0.55 * up)));
}

function haze(shade, z, level, scene) {
  const { colour, density, floor = 0 } = scene.haze;
  const thickness = z * density * (1 + floor * Math.exp(-Math.max(0, level) * 14));
  return mix(shade, colour, 1 - Math.exp(-thickness * thickness * 3 - thickness * 0.6));
}

/** Still water mirrors what stands above the horizon; ripples shift and soften it, more so close by. */
function reflect(picture, noise, scene, depth, water, horizon) {
  const { width, height } = picture;
  const source = Float32Array.from(picture.data);
  for (let y = Math.floor(horizon); y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      if (!water[at]) continue;
      const z = depth[at];
      const wave = noise.fbm(x / height / z / 4, 1.6 / z, 4) * scene.water.ripple;
      const near = (y - horizon) / (height - horizon);
      const sy = clamp(Math.round(2 * horizon - y + wave * height * 0.12 * (0.25 + near)), 0, Math.ceil(horizon));
      const sx = clamp(Math.round(x + wave * height * 0.02), 0, width - 1);
      const from = (sy * width + sx) * 3;
      const mirrored = [source[from], source[from + 1], source[from + 2]];
      const strength = lerp(0.86, 0.5, near);
      const result = sum(scale(scene.water.colour, 1 - strength), mirrored, strength * 0.92);
      for (let c = 0; c < 3; c += 1) picture.data[at * 3 + c] = result[c];
    }
  }
}

function sample(field, x, z) {
  const fx = clamp(x, 0, 0.9985) * (SIZE - 1);
  const fz = clamp(z, 0, 0.9985) * (SIZE - 1);
  const ix = fx | 0;
  const iz = fz | 0;
  const at = iz * SIZE + ix;
  const top = field[at] + (field[at + 1] - field[at]) * (fx - ix);
  const bottom = field[at + SIZE] + (field[at + SIZE + 1] - field[at + SIZE]) * (fx - ix);
  return top + (bottom - top) * (fz - iz);
}

/** Rock, scree, snow and what grows, by height and steepness. */
export function alpineMaterial({ rock, snow, green, snowLine, treeLine }) {
  return ({ x, z, height, up, noise }) => {
    const patch = noise.fbm(x * 60, z * 60, 4);
    const strata = noise.fbm(x * 9, height * 130 + z * 9, 3);
    let tone = mix(scale(rock, 0.7), scale(rock, 1.35), clamp(0.5 + strata + patch * 0.6));
    const grows = smoothstep(treeLine + 0.03, treeLine - 0.02, height + patch * 0.05) * smoothstep(0.5, 0.75, up);
    const leaves = clamp(0.4 + noise.noise(x * 700, z * 700) * 0.3 + patch * 0.6);
    tone = mix(tone, mix(scale(green, 0.45), scale(green, 1.3), leaves), grows);
    const white =
      smoothstep(snowLine - 0.02, snowLine + 0.03, height + patch * 0.06) * smoothstep(0.52, 0.7, up + patch * 0.16);
    return mix(tone, snow, white);
  };
}
