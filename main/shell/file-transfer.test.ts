import { expect, test } from 'vitest';
import { dragIconPixels, filesOnClipboard } from './file-transfer.js';

const paths = ['/photos/a b#1.jpg', '/photos/ä & <c>.jpg'];

function textsOf(platform: NodeJS.Platform, desktop: string): readonly (readonly [string, string])[] {
  return filesOnClipboard(paths, platform, desktop).map(({ format, bytes }) => [format, bytes.toString()]);
}

test('copied files are what file managers of each system take', () => {
  const gnome = [
    'x-special/gnome-copied-files',
    'copy\nfile:///photos/a%20b%231.jpg\nfile:///photos/%C3%A4%20&%20%3Cc%3E.jpg',
  ];
  const list = ['text/uri-list', 'file:///photos/a%20b%231.jpg\r\nfile:///photos/%C3%A4%20&%20%3Cc%3E.jpg\r\n'];
  expect(textsOf('linux', 'ubuntu:GNOME')).toEqual([gnome, list]);
  expect(textsOf('linux', 'KDE')).toEqual([list, gnome]);
  expect(textsOf('darwin', '')[0]?.[1]).toContain('<string>/photos/ä &amp; &lt;c&gt;.jpg</string>');
  expect(textsOf('win32', '')).toEqual([]);
});

test('there is something to see at the pointer', () => {
  const { pixels, size } = dragIconPixels();
  expect(pixels.length).toBe(size * size * 4);
  expect(pixels.some((byte) => byte > 0)).toBe(true);
});
