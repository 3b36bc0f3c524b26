import type { KeyStroke } from '../../lib/keys.js';

/** The keys of a video in the viewer. Arrows are not among them: they go to the next photo, as everywhere in the viewer. */

export type VideoAction =
  | { readonly kind: 'toggle' | 'mute' }
  /** Seconds, forwards or backwards. */
  | { readonly kind: 'skip'; readonly seconds: number }
  /** To the next frame or the one before; nobody knows how long a frame is, so a thirtieth of a second. */
  | { readonly kind: 'step'; readonly seconds: number };

const skipSeconds = 10;
const frameSeconds = 1 / 30;

const actions: Readonly<Record<string, VideoAction>> = {
  ' ': { kind: 'toggle' },
  m: { kind: 'mute' },
  j: { kind: 'skip', seconds: -skipSeconds },
  l: { kind: 'skip', seconds: skipSeconds },
  ',': { kind: 'step', seconds: -frameSeconds },
  '.': { kind: 'step', seconds: frameSeconds },
};

/** Null for a key that means nothing to a video. */
export function videoAction({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyStroke): VideoAction | null {
  if (ctrlKey || metaKey || altKey || shiftKey) return null;
  const name = key.toLowerCase();
  return Object.hasOwn(actions, name) ? (actions[name] ?? null) : null;
}
