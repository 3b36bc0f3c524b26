/** The language that the user chose, in a file of its own: menu and window need it before the database is open. */
import { z } from 'zod';
import { languageChoices } from '../../preload/contract/language.js';
import type { LanguageChoice } from '../../preload/contract/language.js';
import { readJson, writeJson } from './json-file.js';

const schema = z.object({ language: z.enum(languageChoices) });

/** The system's language where nothing was chosen, or the file is damaged. */
export function loadLanguageChoice(path: string): LanguageChoice {
  return readJson(path, schema)?.language ?? 'system';
}

/** False when it could not be written, as on a full disk: it then holds until the app ends. */
export function saveLanguageChoice(path: string, language: LanguageChoice): boolean {
  return writeJson(path, { language } satisfies z.output<typeof schema>);
}
