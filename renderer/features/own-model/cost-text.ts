import { locale } from '../../api/index.js';

/** What something cost: two significant digits at least, so that a fraction of a cent is not nothing. */
export function costText(micros: number, currency: string): string {
  const amount = micros / 1_000_000;
  const digits = amount === 0 || amount >= 0.1 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(amount)));
  const number = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: Math.max(2, digits),
  }).format(amount);
  return currency === '' ? number : `${number} ${currency}`;
}
