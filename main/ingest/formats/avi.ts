/** The first frame of an AVI whose frames are JPEGs, as cameras of the 2000s wrote them. Nothing else of AVI is known here. */

/** So much of a file is looked at: the first frame comes right after the headers. */
export const aviHeadBytes = 4 * 1024 * 1024;

const chunkHeaderBytes = 8;
const listHeaderBytes = 12;
const startOfImage = 0xffd8;

/** `head`: the first bytes of the file. Null when it is no such AVI, or its first frame does not lie whole in them. */
export function firstJpegOfAvi(head: Buffer): Buffer | null {
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'AVI ') return null;
  // Chunks follow each other; a list is gone into. Each step goes on by eight bytes at the least.
  for (let at = listHeaderBytes; at + listHeaderBytes <= head.length;) {
    const name = head.toString('latin1', at, at + 4);
    const size = head.readUInt32LE(at + 4);
    const list = name === 'LIST' ? head.toString('latin1', at + 8, at + 12) : null;
    if (list === 'movi' || list === 'rec ') {
      at += listHeaderBytes;
      continue;
    }
    const body = at + chunkHeaderBytes;
    if (
      /^\d\dd[bc]$/.test(name) &&
      size > 2 &&
      body + size <= head.length &&
      head.readUInt16BE(body) === startOfImage
    ) {
      return head.subarray(body, body + size);
    }
    at = body + size + (size % 2);
  }
  return null;
}
