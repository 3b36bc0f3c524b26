import { expect, it } from 'vitest';
import { posterAnswerSchema } from './poster-answer.js';

const poster = { kind: 'poster', image: new Uint8Array([1]), width: 1920, height: 1080, durationMs: 1000 } as const;

function accepts(answer: unknown): boolean {
  return posterAnswerSchema.safeParse(answer).success;
}

it('what the player may say is taken', () => {
  expect(accepts(poster)).toBe(true);
  expect(accepts({ ...poster, durationMs: null })).toBe(true);
  expect(accepts({ kind: 'no_picture', durationMs: 12 })).toBe(true);
  expect(accepts({ kind: 'unplayable', detail: '4 no' })).toBe(true);
});

it('anything else is not: a window that played a hostile file may say what it likes', () => {
  for (const answer of [
    null,
    'poster',
    { kind: 'gone' },
    { ...poster, extra: 1 },
    { ...poster, image: new Uint8Array(0) },
    { ...poster, image: new Uint8Array(3_000_000) },
    { ...poster, image: 'data:image/png;base64,' },
    { ...poster, width: 0 },
    { ...poster, height: 1.5 },
    { ...poster, durationMs: Infinity },
    { ...poster, durationMs: -1 },
    { kind: 'unplayable', detail: 'x'.repeat(501) },
  ]) {
    expect(accepts(answer), JSON.stringify(answer)).toBe(false);
  }
});
