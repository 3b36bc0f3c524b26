import { closeSync, fstatSync, mkdirSync, openSync, readSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';
import { Failure } from './log.mjs';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const SYMBOLIC_LINK = 0o120000;

/**
 * Extracts the entries for which `rename(name)` gives a relative path (null skips an entry).
 * A fresh machine has no unzip, and what we read is small enough to hold one entry at a time in memory.
 */
export function extractZip(zipPath, targetDir, rename) {
  const file = openSync(zipPath, 'r');
  try {
    for (const entry of readDirectory(file)) {
      const relative = entry.name.endsWith('/') ? null : rename(entry.name);
      if (relative === null) continue;
      const target = join(targetDir, relative);
      const content = readEntry(file, entry);
      mkdirSync(dirname(target), { recursive: true });
      if ((entry.mode & 0o170000) === SYMBOLIC_LINK) symlinkSync(content.toString('utf8'), target);
      else writeFileSync(target, content, { mode: entry.mode & 0o777 || 0o644 });
    }
  } finally {
    closeSync(file);
  }
}

function* readDirectory(file) {
  const size = fileSize(file);
  const tail = readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) throw new Failure('the archive has no directory: the download is incomplete; run the command again');
  const count = tail.readUInt16LE(end + 10);
  const directory = readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (directory.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw new Failure('the archive is damaged; run the command again');
    const nameLength = directory.readUInt16LE(at + 28);
    yield {
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      compressedSize: directory.readUInt32LE(at + 20),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      offset: directory.readUInt32LE(at + 42),
    };
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
}

function readEntry(file, entry) {
  const header = readAt(file, entry.offset, 30);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const raw = readAt(file, start, entry.compressedSize);
  const content = entry.method === 0 ? raw : inflateRawSync(raw);
  if (typeof crc32 === 'function' && crc32(content) !== entry.crc) {
    throw new Failure(`${entry.name} is damaged in the archive; run the command again`);
  }
  return content;
}

function readAt(file, position, length) {
  const buffer = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const count = readSync(file, buffer, done, length - done, position + done);
    if (count === 0) throw new Failure('the archive ends too early; run the command again');
    done += count;
  }
  return buffer;
}

function fileSize(file) {
  return fstatSync(file).size;
}
