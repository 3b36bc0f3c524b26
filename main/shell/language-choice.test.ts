import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadLanguageChoice, saveLanguageChoice } from './language-choice.js';
import { shellWords } from './words.js';

const folder = mkdtempSync(join(tmpdir(), 'keepsight-language-'));

test('the choice is there after a restart; without one, or with a damaged file, the system’s language is', () => {
  const path = join(folder, 'language.json');
  expect(loadLanguageChoice(path)).toBe('system');
  expect(saveLanguageChoice(path, 'de')).toBe(true);
  expect(loadLanguageChoice(path)).toBe('de');
  writeFileSync(path, '{"language":"xx"}');
  expect(loadLanguageChoice(path)).toBe('system');
  writeFileSync(path, '{"lang');
  expect(loadLanguageChoice(path)).toBe('system');
});

test('a folder that cannot be written into costs the choice only', () => {
  const file = join(folder, 'a file');
  writeFileSync(file, '');
  expect(saveLanguageChoice(join(file, 'language.json'), 'de')).toBe(false);
});

test.each(Object.entries(shellWords))(
  'each menu of %s opens by another letter',
  (_, { file, edit, photo, view, help }) => {
    const letters = [file, edit, photo, view, help].map((label) => /&(\p{L})/u.exec(label)?.[1]?.toLowerCase());
    expect(letters).not.toContain(undefined);
    expect(new Set(letters).size).toBe(letters.length);
  },
);

test('no text of the menu is left in English', () => {
  const { en, de } = shellWords;
  const same = Object.keys(en).filter((key) => en[key as keyof typeof en] === de[key as keyof typeof de]);
  expect(same).toEqual([]);
});
