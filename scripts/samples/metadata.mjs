import { utimes } from 'node:fs/promises';
import { ExifTool } from 'exiftool-vendored';

/** Writes what a camera and a careful photographer would have written. Call `end` when done. */
export function metadataWriter() {
  const exiftool = new ExifTool({ maxProcs: 2, taskTimeoutMillis: 30_000 });
  return {
    async write(path, photo) {
      const isJpeg = path.endsWith('.jpg');
      await exiftool.write(path, tagsOf(photo, isJpeg), { writeArgs: ['-overwrite_original'] });
      const taken = new Date(`${photo.taken}${photo.offset}`);
      await utimes(path, taken, taken);
    },
    end: () => exiftool.end(),
  };
}

function tagsOf(photo, isJpeg) {
  const [date, time] = photo.taken.split('T');
  const stamp = `${date.replaceAll('-', ':')} ${time}`;
  return {
    'EXIF:Make': photo.camera.make,
    'EXIF:Model': photo.camera.model,
    'EXIF:LensModel': photo.camera.lens,
    'EXIF:DateTimeOriginal': stamp,
    'EXIF:CreateDate': stamp,
    'EXIF:OffsetTimeOriginal': photo.offset,
    'EXIF:ExposureTime': photo.exposure.time,
    'EXIF:FNumber': photo.exposure.fNumber,
    'EXIF:ISO': photo.exposure.iso,
    'EXIF:FocalLength': photo.focal,
    'EXIF:ColorSpace': 'sRGB',
    'EXIF:Artist': 'Keepsight sample',
    'EXIF:GPSLatitude': Math.abs(photo.latitude),
    'EXIF:GPSLatitudeRef': photo.latitude < 0 ? 'S' : 'N',
    'EXIF:GPSLongitude': Math.abs(photo.longitude),
    'EXIF:GPSLongitudeRef': photo.longitude < 0 ? 'W' : 'E',
    'XMP-dc:Title': photo.title,
    'XMP-dc:Subject': photo.keywords,
    'XMP-photoshop:City': photo.city,
    'XMP-photoshop:Country': photo.country,
    ...(photo.rating > 0 && { 'XMP-xmp:Rating': photo.rating }),
    ...(isJpeg && { 'IPTC:Keywords': photo.keywords, 'IPTC:CodedCharacterSet': 'UTF8' }),
  };
}
