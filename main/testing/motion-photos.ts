/** For tests: motion photos as phones write them, made of any JPEG or HEIC and any MP4. */

function box(type: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + content.length);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, content]);
}

/** Built like a video, and too short to be played. */
export function skeletonVideo(bytes = 100): Buffer {
  return Buffer.concat([
    box('ftyp', Buffer.from('mp42\0\0\0\0isommp42', 'latin1')),
    box('moov', box('mvhd', Buffer.alloc(20))),
    box('mdat', Buffer.alloc(bytes, 7)),
  ]);
}

function withXmp(jpeg: Buffer, properties: string): Buffer {
  const xmp = Buffer.from(
    `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${properties}</rdf:RDF></x:xmpmeta>`,
    'latin1',
  );
  const header = Buffer.from([0xff, 0xe1, 0, 0]);
  header.writeUInt16BE(xmp.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), header, xmp, jpeg.subarray(2)]);
}

const camera = 'xmlns:GCamera="http://ns.google.com/photos/1.0/camera/"';
const container =
  'xmlns:Container="http://ns.google.com/photos/1.0/container/" xmlns:Item="http://ns.google.com/photos/1.0/container/item/"';

/** Google's phones until 2020: how far from its end the video begins. */
export function microVideo(jpeg: Buffer, video: Buffer, offset = video.length): Buffer {
  const claim = `<rdf:Description rdf:about="" ${camera} GCamera:MicroVideo="1" GCamera:MicroVideoOffset="${offset}"/>`;
  return Buffer.concat([withXmp(jpeg, claim), video]);
}

interface Item {
  readonly semantic: string;
  readonly bytes: Buffer;
}

/** Google's phones since: a directory of what lies behind the picture, in its order. */
export function motionPhoto(jpeg: Buffer, items: readonly Item[], padding = 0): Buffer {
  const all = [
    `<Container:Item Item:Mime="image/jpeg" Item:Semantic="Primary" Item:Length="0" Item:Padding="${padding}"/>`,
    ...items.map(
      ({ semantic, bytes }) =>
        `<Container:Item Item:Mime="video/mp4" Item:Length="${bytes.length}" Item:Semantic="${semantic}"/>`,
    ),
  ].map((item) => `<rdf:li rdf:parseType="Resource">${item}</rdf:li>`);
  const claim = `<rdf:Description rdf:about="" ${camera} ${container} GCamera:MotionPhoto="1"><Container:Directory><rdf:Seq>${all.join('')}</rdf:Seq></Container:Directory></rdf:Description>`;
  return Buffer.concat([withXmp(jpeg, claim), Buffer.alloc(padding), ...items.map(({ bytes }) => bytes)]);
}

/** Samsung's phones: signed blocks behind the picture, and a list of them at the very end. */
export function samsungPhoto(picture: Buffer, video: Buffer): Buffer {
  return Buffer.concat([
    picture,
    Buffer.from('\0\0\x30\x0a\x10\0\0\0MotionPhoto_Data', 'latin1'),
    video,
    Buffer.from('SEFH\x6a\0\0\0\x01\0\0\0\0\0\x30\x0a\0\0\0\0\0\0\0\0\x18\0\0\0SEFT', 'latin1'),
  ]);
}

/** HEIC: a box for it. */
export function heicMotionPhoto(heic: Buffer, video: Buffer): Buffer {
  return Buffer.concat([heic, box('mpvd', video)]);
}
