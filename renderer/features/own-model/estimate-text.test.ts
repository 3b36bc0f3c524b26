import { expect, test } from 'vitest';
import { defaultOwnModel } from '../../../preload/contract/own-model.js';
import { estimateText } from './estimate-text.js';

const earlier = { answers: 20, durationMs: 2_000, costMicros: 1_500 };
const priced = { ...defaultOwnModel, kind: 'openai', inputPrice: 1, currency: 'EUR' } as const;

test('what many photos take is told from what earlier ones took', () => {
  expect(estimateText(2_400, earlier, priced)).toBe('About 3.60 EUR and 40 min, as its last 20 answers took.');
  expect(estimateText(600, { ...earlier, costMicros: null }, defaultOwnModel)).toBe(
    'About 20 min, as its last 20 answers took.',
  );
});

test('what is not known is not made up', () => {
  expect(estimateText(600, null, defaultOwnModel)).toMatch(/how long this takes is not known/);
  expect(estimateText(600, null, priced)).toMatch(/what this costs .* not known/);
  expect(estimateText(600, { ...earlier, costMicros: null }, priced)).toMatch(/What it costs is not known/);
});
