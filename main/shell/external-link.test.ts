import { expect, it } from 'vitest';
import { isExternalLink } from './external-link.js';

it.each(['https://example.org/a', 'mailto:a@example.org'])('opens %s outside', (url) => {
  expect(isExternalLink(url)).toBe(true);
});

it.each([
  'http://example.org',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://host/share',
  'media://thumb/1',
  'nonsense',
  '',
])('opens “%s” nowhere', (url) => {
  expect(isExternalLink(url)).toBe(false);
});
