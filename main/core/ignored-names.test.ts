import { describe, expect, it } from 'vitest';
import { isIgnoredName, isIgnoredPath, isPhotoPackage } from './ignored-names.js';

describe('ignored names', () => {
  it('are hidden files, recycle bins and the internals of other programs', () => {
    const ignored = [
      '.hidden.jpg',
      '.Trash-1000',
      '.Trashes',
      '.dtrash',
      '@eaDir',
      '#recycle',
      '$RECYCLE.BIN',
      'System Volume Information',
      'Catalog Previews.lrdata',
      'Catalog.lrcat',
      'Catalog.lrcat-data',
      'Work.cocatalog',
      'Photos Library.photoslibrary',
      'iPhoto Library.photolibrary',
      'Thumbs.db',
    ];
    expect(ignored.filter((name) => !isIgnoredName(name))).toEqual([]);
  });

  it('are nothing that only looks alike', () => {
    const kept = ['eaDir', 'recycle', 'photo.lrdata.jpg', 'lrcat', 'Trash', 'photoslibrary', 'a.jpg', 'lost and found'];
    expect(kept.filter(isIgnoredName)).toEqual([]);
  });

  it('hide everything below them', () => {
    expect(isIgnoredPath('2019/@eaDir/IMG_1.JPG/SYNOPHOTO_THUMB_M.jpg')).toBe(true);
    expect(isIgnoredPath('2019/June/IMG_1.JPG')).toBe(false);
    expect(isPhotoPackage('Photos Library.PhotosLibrary')).toBe(true);
    expect(isPhotoPackage('.Trash')).toBe(false);
  });
});
