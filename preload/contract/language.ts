/** The languages that every text is written in. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** What the user asked for: one of the languages, or what the system speaks. */
export const languageChoices = ['system', ...languages] as const;
export type LanguageChoice = (typeof languageChoices)[number];

/** The first of the system's languages, best first, that there are texts in: `de-AT` is German. English when there is none. */
export function languageOf(choice: LanguageChoice, ofSystem: readonly string[]): Language {
  if (choice !== 'system') return choice;
  const known = ofSystem.map((tag) => languages.find((language) => isOf(tag, language)));
  return known.find((language) => language !== undefined) ?? 'en';
}

/** The region in which numbers and dates are written: the system's, where it has one of that language. */
export function localeOf(language: Language, ofSystem: readonly string[]): string {
  return ofSystem.find((tag) => isOf(tag, language)) ?? fallbackLocales[language];
}

const fallbackLocales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

function isOf(tag: string, language: Language): boolean {
  return tag.toLowerCase().split(/[-_.@]/)[0] === language;
}

const parameter = 'lang';

/** The page's address says what language it is in, so that its first line of code knows. */
export function withLanguage(pageUrl: string, language: Language): string {
  const url = new URL(pageUrl);
  url.searchParams.set(parameter, language);
  return url.href;
}

/** English where the address does not say. */
export function languageInUrl(search: string): Language {
  const wanted = new URLSearchParams(search).get(parameter);
  return languages.find((language) => language === wanted) ?? 'en';
}
