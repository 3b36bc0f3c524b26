/** Names by their codes in ISO 3166-1: `Intl.DisplayNames` without what is in brackets; the code where it knows none. */
export function countryNames(locale: string): (code: string) => string {
  const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' });
  const short = new Intl.DisplayNames([locale], { type: 'region', style: 'short', fallback: 'code' });
  /** Whose long names tell of more than the place. */
  const shortened = new Set(['HK', 'MO', 'PS']);
  return (code) => {
    try {
      const name = (shortened.has(code) ? short : names).of(code) ?? code;
      return name.replace(/ \(.*\)$/, '');
    } catch {
      return code;
    }
  };
}
