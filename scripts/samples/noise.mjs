/** Deterministic randomness and the smooth noise that everything natural here is made of. */

export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let t = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    t = Math.imul(t ^ (t >>> 15), 0x735a2d97);
    return ((t ^ (t >>> 15)) >>> 0) / 4294967296;
  };
  next.between = (low, high) => low + (high - low) * next();
  next.whole = (low, high) => Math.floor(next.between(low, high + 1));
  next.pick = (list) => list[Math.floor(next() * list.length)];
  next.chance = (probability) => next() < probability;
  return next;
}

export const clamp = (x, low = 0, high = 1) => (x < low ? low : x > high ? high : x);
export const lerp = (a, b, t) => a + (b - a) * t;
export const smoothstep = (low, high, x) => {
  const t = clamp((x - low) / (high - low));
  return t * t * (3 - 2 * t);
};

/** Value noise on a lattice of 256 cells, with its derivatives on request. Values lie in -1..1. */
export function makeNoise(seed) {
  const rnd = random(seed);
  const values = Float32Array.from({ length: 65536 }, () => rnd() * 2 - 1);
  const at = (x, y) => values[((y & 255) << 8) | (x & 255)];

  const noise = (x, y) => {
    const ix = Math.floor(x);
    const iy = Math.floor(y);
    const fx = x - ix;
    const fy = y - iy;
    const ux = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
    const uy = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
    const a = at(ix, iy);
    const c = at(ix, iy + 1);
    const top = a + (at(ix + 1, iy) - a) * ux;
    return top + (c + (at(ix + 1, iy + 1) - c) * ux - top) * uy;
  };

  const fbm = (x, y, octaves = 5, gain = 0.5) => {
    let sum = 0;
    let amplitude = 0.5;
    for (let octave = 0; octave < octaves; octave += 1) {
      sum += amplitude * noise(x, y);
      amplitude *= gain;
      // A turn between octaves hides the lattice.
      const turned = 1.616 * x - 1.212 * y + 17.3;
      y = 1.212 * x + 1.616 * y + 5.7;
      x = turned;
    }
    return sum;
  };

  /** Sharp crests: mountains, waves, marble. 0..1. */
  const ridged = (x, y, octaves = 5) => {
    let sum = 0;
    let amplitude = 0.5;
    let previous = 1;
    for (let octave = 0; octave < octaves; octave += 1) {
      let n = 1 - Math.abs(noise(x, y));
      n *= n;
      sum += n * amplitude * previous;
      previous = n;
      amplitude *= 0.5;
      const turned = 1.616 * x - 1.212 * y + 17.3;
      y = 1.212 * x + 1.616 * y + 5.7;
      x = turned;
    }
    return sum;
  };

  /** Like fbm, but steep places gain no more detail, as on slopes that water has worn. */
  const eroded = (x, y, octaves = 9) => {
    let sum = 0;
    let amplitude = 0.5;
    let slopeX = 0;
    let slopeY = 0;
    for (let octave = 0; octave < octaves; octave += 1) {
      const ix = Math.floor(x);
      const iy = Math.floor(y);
      const fx = x - ix;
      const fy = y - iy;
      const ux = fx * fx * (3 - 2 * fx);
      const uy = fy * fy * (3 - 2 * fy);
      const a = at(ix, iy);
      const b = at(ix + 1, iy);
      const c = at(ix, iy + 1);
      const k = a - b - c + at(ix + 1, iy + 1);
      slopeX += 6 * fx * (1 - fx) * (b - a + k * uy);
      slopeY += 6 * fy * (1 - fy) * (c - a + k * ux);
      sum += (amplitude * (a + (b - a) * ux + (c - a) * uy + k * ux * uy)) / (1 + slopeX * slopeX + slopeY * slopeY);
      amplitude *= 0.5;
      const turned = 1.6 * x - 1.2 * y + 31.4;
      y = 1.2 * x + 1.6 * y + 9.1;
      x = turned;
    }
    return sum;
  };

  return { noise, fbm, ridged, eroded };
}
