/**
 * Every text the user reads, in the language of the window. Each is written in every language: `en.ts` says which texts there
 * are, and the compiler asks for those that another language lacks.
 */
import { language, type Language } from '../api/index.js';
import { de } from './messages/de.js';
import { en, type Messages } from './messages/en.js';

const catalogues: Readonly<Record<Language, Messages>> = { en, de };

export const messages = catalogues[language];
