import { expect, test } from 'vitest';
import { languageInUrl, languageOf, localeOf, withLanguage } from './language.js';

test('the system’s first language that there are texts in is taken, else English', () => {
  expect(languageOf('system', ['fr-FR', 'de-AT', 'en-US'])).toBe('de');
  expect(languageOf('system', ['DE'])).toBe('de');
  expect(languageOf('system', ['de_DE.UTF-8', 'en'])).toBe('de');
  expect(languageOf('system', ['den-CA', 'fr'])).toBe('en');
  expect(languageOf('system', [])).toBe('en');
});

test('what was chosen goes before what the system speaks', () => {
  expect(languageOf('en', ['de-DE'])).toBe('en');
  expect(languageOf('de', ['en-GB'])).toBe('de');
});

test('numbers and dates are written as in the region of the system, where it speaks the language', () => {
  expect(localeOf('de', ['en-US', 'de-CH'])).toBe('de-CH');
  expect(localeOf('de', ['en-US'])).toBe('de-DE');
  expect(localeOf('en', ['de-DE'])).toBe('en-GB');
});

test('the address of the page says its language', () => {
  const url = withLanguage('app://keepsight/index.html', 'de');
  expect(url).toBe('app://keepsight/index.html?lang=de');
  expect(languageInUrl(new URL(url).search)).toBe('de');
  expect(languageInUrl('')).toBe('en');
  expect(languageInUrl('?lang=%3Cscript%3E')).toBe('en');
});
