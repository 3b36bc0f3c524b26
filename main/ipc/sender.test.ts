import { describe, expect, it } from 'vitest';
import { isTrustedSender } from './sender.js';

const appUrl = 'app://keepsight/index.html';
const ours = { url: appUrl, isTopFrame: true, isOurWindow: true };

describe('isTrustedSender', () => {
  it('takes the app’s own page, wherever it has scrolled to', () => {
    expect(isTrustedSender(ours, appUrl)).toBe(true);
    expect(isTrustedSender({ ...ours, url: `${appUrl}#settings` }, appUrl)).toBe(true);
  });

  it.each([
    { ...ours, isOurWindow: false },
    { ...ours, isTopFrame: false },
    { ...ours, url: 'https://example.org/' },
    { ...ours, url: 'app://keepsight.example.org/index.html' },
    { ...ours, url: 'app://keepsight/other.html' },
    { ...ours, url: 'file:///index.html' },
    { ...ours, url: 'about:blank' },
    { ...ours, url: '' },
  ])('refuses %j', (sender) => {
    expect(isTrustedSender(sender, appUrl)).toBe(false);
  });
});
