import { describe, expect, it } from 'vitest';
import { isolatedName, visibleName } from './visible-name.js';

describe('visibleName', () => {
  it('leaves ordinary names of any script as they are', () => {
    for (const name of ['IMG_0001.JPG', 'fin de journée.jpg', '東京タワー.heic', 'תמונה.jpg', 'family 👨‍👩‍👧.png']) {
      expect(visibleName(name)).toBe(name);
    }
  });

  it('shows what would break the line or not be seen', () => {
    expect(visibleName('two\nlines\t\u007f.jpg')).toBe('two↵lines⟨0009⟩⟨007F⟩.jpg');
    expect(visibleName('photo\u202Egpj.exe')).toBe('photo⟨202E⟩gpj.exe');
    expect(visibleName('a\u2028b\u200Bc\uFEFF.jpg')).toBe('a⟨2028⟩b⟨200B⟩c⟨FEFF⟩.jpg');
  });
});

describe('isolatedName', () => {
  it('keeps a name that is written from right to left from turning its sentence around', () => {
    expect(isolatedName('תמונה.jpg')).toBe('\u2068תמונה.jpg\u2069');
    expect(isolatedName('\u202Egpj.exe')).toBe('⟨202E⟩gpj.exe');
    expect(isolatedName('plain.jpg')).toBe('plain.jpg');
  });
});
