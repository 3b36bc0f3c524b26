import { languageInUrl, localeOf } from '../../preload/contract/language.js';
import { sentenceIn } from '../../preload/contract/sentences.js';

/** Of this window, as its address says; another one is another page. English in tests, which have no page. */
export const language = languageInUrl('location' in globalThis ? location.search : '');

/** In which numbers, dates and lists are written, and names sorted. */
export const locale = localeOf(language, typeof navigator === 'undefined' ? [] : navigator.languages);

/** A sentence that main composed, in the language of the window. Those of errors come translated from `call`. */
export function said(english: string): string {
  return sentenceIn(language, english);
}
