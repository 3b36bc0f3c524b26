import { clamp, makeNoise, random, smoothstep } from '../noise.mjs';
import { mix, ramp, scale, sum } from '../picture.mjs';

/**
 * A sky as a function of where one looks: `sky(x, elevation)`, x in picture heights from the left, elevation 0 at the
 * horizon and 1 straight up the picture.
 *
 * @param look gradient: [elevation, colour] stops; sun: {x, elevation, colour, size, glow, height: the sky's share of the
 *   picture, which keeps the sun round} or null; clouds: {cover 0..1,
 *   scale, lit, shade, softness, wisps} or null
 */
export function makeSky(seed, { gradient, sun = null, clouds = null }) {
  const { fbm } = makeNoise(seed);
  const density = (x, y) => fbm(x + 0.6 * fbm(x * 0.9, y * 0.9, 3), y, 6, 0.52);
  return (x, elevation) => {
    const e = Math.max(0, elevation);
    let colour = ramp(gradient, e);
    let towardsSun = 0;
    if (sun) {
      const dx = x - sun.x;
      const dy = (e - sun.elevation) * (sun.height ?? 1);
      const distance = Math.hypot(dx, dy);
      towardsSun = Math.exp(-distance * 3.2);
      colour = sum(colour, sun.colour, sun.glow * (0.5 * Math.exp(-distance * 9) + 0.35 * towardsSun));
      if (sun.size > 0) colour = sum(colour, sun.colour, 14 * smoothstep(sun.size * 1.15, sun.size * 0.85, distance));
    }
    if (clouds) {
      // The cloud layer is a plane overhead, so it crowds together towards the horizon.
      const depth = 1 / (e + 0.13);
      const px = (x - 0.75) * depth * clouds.scale;
      const py = depth * clouds.scale * (clouds.wisps ? 2.6 : 1.5);
      const here = density(px, py);
      const threshold = 0.32 - clouds.cover * 0.62;
      const cover = smoothstep(threshold, threshold + clouds.softness, here) * smoothstep(0, 0.05, e);
      if (cover > 0) {
        const sunX = sun ? clamp((sun.x - x) * 2, -1, 1) : 0.4;
        const shadow = density(px + sunX * 0.16, py + 0.12) - here;
        const light = clamp(0.55 - shadow * 1.9 - (here - threshold) * 0.45);
        let tone = mix(clouds.shade, clouds.lit, light);
        if (sun) tone = sum(tone, sun.colour, towardsSun * (1 - cover * 0.6) * sun.glow * 0.9);
        const haze = smoothstep(0.22, 0, e) * 0.65;
        colour = mix(colour, mix(tone, ramp(gradient, e), haze), cover * 0.94);
      }
    }
    return colour;
  };
}

/** Stars with a believable spread of brightness, and on request the Milky Way. Adds to the picture. */
export function addStars(picture, seed, { count, below = 1, milkyWay = null }) {
  const rnd = random(seed);
  const { fbm } = makeNoise(seed + 1);
  const { width, height } = picture;
  if (milkyWay) {
    const cos = Math.cos(milkyWay.angle);
    const sin = Math.sin(milkyWay.angle);
    picture.paint(
      (u, v, x, y) => {
        const here = picture.get(x, y);
        const across = (u - milkyWay.x) * cos + (v - 0.45) * sin + 0.05 * fbm(u * 3, v * 3, 4);
        const along = -(u - milkyWay.x) * sin + (v - 0.45) * cos;
        const band = Math.exp(-((across / 0.17) ** 2));
        const core = Math.exp(-((across / 0.09) ** 2) - ((along - 0.25) / 0.42) ** 2);
        const dust = smoothstep(-0.12, 0.42, fbm(u * 5 + 9, v * 5, 6, 0.6) + 0.22 * Math.exp(-((across / 0.035) ** 2)));
        const texture = 0.55 + 0.9 * fbm(u * 7, v * 7 + 3, 6, 0.6);
        const glow = band * texture * (1 - dust * 0.85) * 0.2 + core * (1 - dust * 0.85) * 0.2;
        return sum(
          here,
          mix([0.55, 0.68, 1], [1.1, 0.78, 0.55], clamp(core * 1.4)),
          Math.max(0, glow) * milkyWay.strength,
        );
      },
      0,
      Math.floor(height * below),
    );
  }
  for (let star = 0; star < count; star += 1) {
    const x = rnd.between(0, width);
    const y = rnd.between(0, height * below);
    const bright = 0.05 / (rnd() ** 0.75 + 0.012);
    const tint = rnd.pick([
      [0.75, 0.85, 1.1],
      [1, 1, 1],
      [1.1, 0.95, 0.8],
      [0.85, 0.92, 1.1],
    ]);
    picture.disc(x, y, bright > 1.6 ? 1.1 : 0.55, scale(tint, Math.min(3, bright)), { additive: true, edge: 1.1 });
  }
}
