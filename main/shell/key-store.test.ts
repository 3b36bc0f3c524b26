import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/files.js';
import { KeyStore } from './key-store.js';
import type { Cipher } from './key-store.js';

const key = 'sk-very-secret';
const origin = 'https://models.example';

/** Not safe, and not the text itself. */
function cipher(canKeep = true): Cipher {
  const flip = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
  return {
    canKeep: () => canKeep,
    encrypt: (text) => flip(Buffer.from(`mine ${text}`)),
    decrypt: (bytes) => {
      const text = flip(bytes).toString();
      if (!text.startsWith('mine ')) throw new Error('not mine');
      return text.slice(5);
    },
  };
}

function everythingIn(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join();
}

test('a key is kept encrypted, for its address, over restarts', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'own-model-key.json');
  const store = new KeyStore(path, cipher());
  expect(store.state()).toEqual({ kept: null, origin: null, canBeKept: true });
  expect(store.set({ key, origin })).toEqual({ kept: 'store', origin, canBeKept: true });
  expect(everythingIn(folder)).not.toContain(key);
  const later = new KeyStore(path, cipher());
  expect(later.get()).toEqual({ key, origin });
  expect(later.set(null)).toEqual({ kept: null, origin: null, canBeKept: true });
  expect(new KeyStore(path, cipher()).get()).toBeNull();
});

test('without a key store nothing is written, and the key ends with the app', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'own-model-key.json');
  const store = new KeyStore(path, cipher(false));
  expect(store.set({ key, origin })).toEqual({ kept: 'session', origin, canBeKept: false });
  expect(store.get()).toEqual({ key, origin });
  expect(readdirSync(folder)).toEqual([]);
  expect(new KeyStore(path, cipher(false)).get()).toBeNull();
});

test('what another system encrypted, or a cipher that fails, is no key', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'own-model-key.json');
  const failing: Cipher = {
    ...cipher(),
    encrypt: () => {
      throw new Error('the key store is locked');
    },
  };
  expect(new KeyStore(path, failing).set({ key, origin }).kept).toBe('session');
  new KeyStore(path, cipher()).set({ key, origin });
  const other: Cipher = {
    ...cipher(),
    decrypt: () => {
      throw new Error('of another user');
    },
  };
  expect(new KeyStore(path, other).state()).toMatchObject({ kept: null });
});
