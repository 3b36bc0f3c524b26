import { expect, it } from 'vitest';
import { folderOf } from './folder-of.js';

it('names the folder of a file on any system', () => {
  expect(folderOf('/home/ada/.config/Keepsight/keepsight.db')).toBe('/home/ada/.config/Keepsight');
  expect(folderOf('C:\\Users\\Ada\\keepsight.db')).toBe('C:\\Users\\Ada');
});
