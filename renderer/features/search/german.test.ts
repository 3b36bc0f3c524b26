/** The search field of a window that is in German. */
import { beforeAll, expect, test, vi } from 'vitest';
import type * as ChipText from './chip-text.js';
import type * as Complete from './complete.js';

const known: Complete.Known = {
  tags: ['Lissabon'],
  libraries: [],
  albums: [],
  cameras: [],
  lenses: [],
  words: [],
  recent: [],
  facets: null,
};

let complete: typeof Complete;
let chips: typeof ChipText;

beforeAll(async () => {
  vi.stubGlobal('location', { search: '?lang=de' });
  vi.resetModules();
  complete = await import('./complete.js');
  chips = await import('./chip-text.js');
  vi.unstubAllGlobals();
});

function offered(text: string): readonly string[] {
  return complete.suggestionsFor(text, known).map((suggestion) => complete.withSuggestion(text, suggestion).text);
}

test('fields are offered by their German words, and found by the English ones too', () => {
  expect(offered('schl')).toEqual(['schlagwort:']);
  expect(offered('camera')).toEqual(['kamera:']);
  expect(offered('Schlagwort:li')).toEqual(['tag:Lissabon']);
  expect(offered('-wahl:gew')).toEqual(['-flag:picked']);
  expect(offered('farbe:gr')).toEqual(['label:green']);
  expect(offered('zustand:ohne')).toEqual(['is:untagged']);
  expect(offered('zustand:unv')).toEqual(['is:untagged']);
});

test('what is kept in English is shown as it is typed in German', () => {
  expect(chips.shownSearch('tag:Lissabon OR -flag:picked')).toBe('schlagwort:Lissabon ODER -wahl:gewählt');
  expect(chips.chipText('rating>=4')).toEqual({ isNegated: false, field: 'Bewertung', value: '4 oder mehr' });
  expect(chips.chipText('tag:a OR tag:b').value).toBe('Schlagwort a oder Schlagwort b');
});

test('an alternative goes on after its German word', () => {
  expect(complete.isSettled('schlagwort:a ODER ')).toBe(false);
  expect(complete.isSettled('schlagwort:a ')).toBe(true);
});
