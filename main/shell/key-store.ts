/**
 * The key of the user's own model: encrypted by the system's key store, in a file of its own. Where the system has none, it
 * is kept in memory until the app ends; it is never written as it is.
 */
import { rmSync } from 'node:fs';
import { z } from 'zod';
import type { KeyState } from '../../preload/contract/own-model.js';
import { readJson, writeJson } from './json-file.js';

/** What Electron's `safeStorage` has of it. */
export interface Cipher {
  /** False where the system keeps no keys, and where it would only seem to. */
  canKeep(): boolean;
  encrypt(text: string): Buffer;
  /** Throws when it was encrypted by somebody else. */
  decrypt(bytes: Buffer): string;
}

export interface KnownKey {
  readonly key: string;
  readonly origin: string;
}

const schema = z.object({ origin: z.string(), encrypted: z.base64() });

export class KeyStore {
  readonly #path: string;
  readonly #cipher: Cipher;
  #ofSession: KnownKey | null = null;

  constructor(path: string, cipher: Cipher) {
    this.#path = path;
    this.#cipher = cipher;
  }

  state(): KeyState {
    const kept = this.#kept();
    return {
      kept: kept !== null ? 'store' : this.#ofSession === null ? null : 'session',
      origin: (kept ?? this.#ofSession)?.origin ?? null,
      canBeKept: this.#cipher.canKeep(),
    };
  }

  /** Null when there is none, or what is kept cannot be read any more. */
  get(): KnownKey | null {
    return this.#kept() ?? this.#ofSession;
  }

  /** Null forgets it. It takes the place of any other one. */
  set(known: KnownKey | null): KeyState {
    rmSync(this.#path, { force: true });
    this.#ofSession = null;
    if (known !== null && !this.#keep(known)) this.#ofSession = known;
    return this.state();
  }

  #keep({ key, origin }: KnownKey): boolean {
    if (!this.#cipher.canKeep()) return false;
    try {
      const encrypted = this.#cipher.encrypt(key).toString('base64');
      return writeJson(this.#path, { origin, encrypted } satisfies z.output<typeof schema>);
    } catch {
      return false;
    }
  }

  #kept(): KnownKey | null {
    const kept = readJson(this.#path, schema);
    if (kept === null || !this.#cipher.canKeep()) return null;
    try {
      return { origin: kept.origin, key: this.#cipher.decrypt(Buffer.from(kept.encrypted, 'base64')) };
    } catch {
      return null;
    }
  }
}
