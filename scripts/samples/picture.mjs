import { clamp, lerp, random } from './noise.mjs';

/** A picture in linear light: three floats a pixel. Scenes paint it; `finish` makes it look as if a camera had. */
export class Picture {
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.data = new Float32Array(width * height * 3);
  }

  /** Calls `shade(u, v, x, y)` for each pixel: u runs 0..aspect from the left, v runs 0..1 from the top. */
  paint(shade, fromRow = 0, toRow = this.height) {
    const { width, height, data } = this;
    for (let y = fromRow; y < toRow; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const colour = shade(x / height, y / height, x, y);
        if (colour === null) continue;
        const at = (y * width + x) * 3;
        data[at] = colour[0];
        data[at + 1] = colour[1];
        data[at + 2] = colour[2];
      }
    }
  }

  get(x, y) {
    const at = (clamp(y | 0, 0, this.height - 1) * this.width + clamp(x | 0, 0, this.width - 1)) * 3;
    return [this.data[at], this.data[at + 1], this.data[at + 2]];
  }

  /** Lays `colour` over one pixel with the given opacity. */
  blend(x, y, colour, opacity) {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height || opacity <= 0) return;
    const at = (y * this.width + x) * 3;
    for (let c = 0; c < 3; c += 1) this.data[at + c] = lerp(this.data[at + c], colour[c], Math.min(1, opacity));
  }

  add(x, y, colour, amount) {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    const at = (y * this.width + x) * 3;
    for (let c = 0; c < 3; c += 1) this.data[at + c] += colour[c] * amount;
  }

  /** A filled disc with a soft edge; `edge` is the softness in pixels. */
  disc(cx, cy, radius, colour, { opacity = 1, edge = 1.2, additive = false, rim = 0 } = {}) {
    const reach = radius + edge;
    for (let y = Math.floor(cy - reach); y <= cy + reach; y += 1) {
      for (let x = Math.floor(cx - reach); x <= cx + reach; x += 1) {
        const d = Math.hypot(x - cx, y - cy);
        const cover = clamp((radius + edge / 2 - d) / edge) * (1 + rim * (d / radius) ** 4);
        if (cover <= 0) continue;
        if (additive) this.add(x, y, colour, cover * opacity);
        else this.blend(x, y, colour, cover * opacity);
      }
    }
  }

  /** Light spilling from what is brighter than `threshold`, as in a real lens. */
  bloom(threshold, amount, radius) {
    const step = 4;
    const w = Math.ceil(this.width / step);
    const h = Math.ceil(this.height / step);
    const small = new Float32Array(w * h * 3);
    for (let y = 0; y < this.height; y += 1) {
      for (let x = 0; x < this.width; x += 1) {
        const from = (y * this.width + x) * 3;
        const to = (((y / step) | 0) * w + ((x / step) | 0)) * 3;
        for (let c = 0; c < 3; c += 1) small[to + c] += Math.max(0, this.data[from + c] - threshold) / (step * step);
      }
    }
    const reach = Math.max(1, Math.round(radius / step));
    for (let pass = 0; pass < 3; pass += 1) boxBlur(small, w, h, reach);
    for (let y = 0; y < this.height; y += 1) {
      for (let x = 0; x < this.width; x += 1) {
        const to = (y * this.width + x) * 3;
        for (let c = 0; c < 3; c += 1)
          this.data[to + c] += amount * bilinear(small, w, h, x / step - 0.5, y / step - 0.5, c);
      }
    }
  }

  /** Blurs the whole picture in place: what the lens does to everything out of focus. */
  blur(radius) {
    for (let pass = 0; pass < 3; pass += 1)
      boxBlur(this.data, this.width, this.height, Math.max(1, Math.round(radius)));
  }
}

/**
 * Exposure, a filmic curve, a little split toning, vignette and sRGB. Returns 8-bit RGB. Grain is added after
 * enlarging, by grain().
 */
export function develop(picture, { exposure = 1, contrast = 1, saturation = 1, vignette = 0.25, warmth = 0 } = {}) {
  const { width, height, data } = picture;
  const out = Buffer.allocUnsafe(width * height * 3);
  const aspect = width / height;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3;
      const dx = (x / width - 0.5) * Math.min(1.3, aspect);
      const dy = y / height - 0.5;
      const light = exposure * (1 - vignette * Math.min(1, 2.2 * (dx * dx + dy * dy)));
      const r = filmic(data[at] * light * (1 + warmth));
      const g = filmic(data[at + 1] * light);
      const b = filmic(data[at + 2] * light * (1 - warmth));
      const grey = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      out[at] = encode(grey + (r - grey) * saturation, contrast);
      out[at + 1] = encode(grey + (g - grey) * saturation, contrast);
      out[at + 2] = encode(grey + (b - grey) * saturation, contrast);
    }
  }
  return out;
}

/** Sensor noise, a little stronger in the shadows, correlated between channels as demosaicing makes it. */
export function grain(pixels, amount, seed) {
  const rnd = random(seed);
  const table = Float32Array.from({ length: 8192 }, () => (rnd() + rnd() + rnd() - 1.5) * 2);
  let at = Math.floor(rnd() * 8192);
  for (let i = 0; i + 2 < pixels.length; i += 3) {
    at = (at * 5 + 1 + (i & 15)) & 8191;
    const level = pixels[i + 1];
    const strength = amount * (1.15 - level / 320);
    const shared = table[at] * strength;
    pixels[i] = clamp(pixels[i] + shared + table[(at + 1777) & 8191] * strength * 0.45, 0, 255);
    pixels[i + 1] = clamp(level + shared, 0, 255);
    pixels[i + 2] = clamp(pixels[i + 2] + shared + table[(at + 4099) & 8191] * strength * 0.6, 0, 255);
  }
}

/** `#rrggbb` as linear light. */
export function colour(hex) {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255].map((channel) => {
    const s = channel / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  });
}

export const mix = (a, b, t) => [lerp(a[0], b[0], t), lerp(a[1], b[1], t), lerp(a[2], b[2], t)];
export const scale = (a, k) => [a[0] * k, a[1] * k, a[2] * k];
export const sum = (a, b, k = 1) => [a[0] + b[0] * k, a[1] + b[1] * k, a[2] + b[2] * k];

/** A gradient through `[position, colour]` stops. */
export function ramp(stops, t) {
  let previous = stops[0];
  for (const stop of stops) {
    if (t <= stop[0]) {
      const span = stop[0] - previous[0];
      return span <= 0 ? stop[1] : mix(previous[1], stop[1], (t - previous[0]) / span);
    }
    previous = stop;
  }
  return previous[1];
}

function filmic(x) {
  const v = Math.max(0, x);
  return clamp((v * (2.51 * v + 0.03)) / (v * (2.43 * v + 0.59) + 0.14));
}

const SRGB = Float32Array.from({ length: 4097 }, (_, index) => {
  const l = index / 4096;
  return l <= 0.0031308 ? l * 12.92 : 1.055 * l ** (1 / 2.4) - 0.055;
});

function encode(linear, contrast) {
  const at = clamp(linear) * 4096;
  const low = at | 0;
  const s = SRGB[low] + (SRGB[Math.min(4096, low + 1)] - SRGB[low]) * (at - low);
  return clamp(((s - 0.5) * contrast + 0.5) * 255 + 0.5, 0, 255);
}

function bilinear(data, w, h, x, y, channel) {
  const fx = clamp(x, 0, w - 1.001);
  const fy = clamp(y, 0, h - 1.001);
  const ix = fx | 0;
  const iy = fy | 0;
  const at = (iy * w + ix) * 3 + channel;
  const right = ix + 1 < w ? 3 : 0;
  const below = iy + 1 < h ? w * 3 : 0;
  const top = lerp(data[at], data[at + right], fx - ix);
  return lerp(top, lerp(data[at + below], data[at + below + right], fx - ix), fy - iy);
}

function boxBlur(data, w, h, radius) {
  const line = new Float32Array(Math.max(w, h));
  const along = (start, stride, count) => {
    for (let c = 0; c < 3; c += 1) {
      let total = 0;
      for (let i = -radius; i <= radius; i += 1) total += data[start + clamp(i, 0, count - 1) * stride + c];
      for (let i = 0; i < count; i += 1) {
        line[i] = total / (2 * radius + 1);
        total += data[start + Math.min(count - 1, i + radius + 1) * stride + c];
        total -= data[start + Math.max(0, i - radius) * stride + c];
      }
      for (let i = 0; i < count; i += 1) data[start + i * stride + c] = line[i];
    }
  };
  for (let y = 0; y < h; y += 1) along(y * w * 3, 3, w);
  for (let x = 0; x < w; x += 1) along(x * 3, w * 3, h);
}
