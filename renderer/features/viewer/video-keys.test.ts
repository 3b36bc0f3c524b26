import { expect, it } from 'vitest';
import { videoAction } from './video-keys.js';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

it('plays, pauses, mutes, skips and steps by single keys', () => {
  expect(videoAction({ ...plain, key: ' ' })).toEqual({ kind: 'toggle' });
  expect(videoAction({ ...plain, key: 'M' })).toEqual({ kind: 'mute' });
  expect(videoAction({ ...plain, key: 'j' })).toEqual({ kind: 'skip', seconds: -10 });
  expect(videoAction({ ...plain, key: 'l' })).toEqual({ kind: 'skip', seconds: 10 });
  expect(videoAction({ ...plain, key: '.' })).toMatchObject({ kind: 'step' });
});

it('leaves arrows to the viewer, and keys with a modifier to the app', () => {
  expect(videoAction({ ...plain, key: 'ArrowRight' })).toBeNull();
  expect(videoAction({ ...plain, key: 'constructor' })).toBeNull();
  expect(videoAction({ ...plain, key: ',', ctrlKey: true })).toBeNull();
  expect(videoAction({ ...plain, key: 'j', metaKey: true })).toBeNull();
});
