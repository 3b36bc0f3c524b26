/**
 * Process: owns ExifTool's stay-open processes. ExifTool does not end when its input does, so somebody who outlives the
 * engine by a moment must end it, however the engine ended.
 */
import { ExifToolProcesses } from './exiftool.js';
import { removeStalePreviewFiles } from './preview-files.js';
import type { FromMetadata, MetadataOrder, ToMetadata } from './metadata-messages.js';

const maxExifTools = 2;
removeStalePreviewFiles();
const exiftool = new ExifToolProcesses(maxExifTools);

async function end(): Promise<void> {
  await exiftool.close().catch(() => undefined);
  process.exit(0);
}

function answer(order: MetadataOrder): Promise<FromMetadata['outcome']> {
  switch (order.kind) {
    case 'read':
      return exiftool.read(order.path, order.isVideo);
    case 'videoKind':
      return exiftool.videoKind(order.path);
    case 'previews':
      return exiftool.previews(order.path);
    case 'preview':
      return exiftool.preview(order.path, order.tag);
  }
}

process.on('message', (message: ToMetadata) => {
  if (message.kind === 'close') {
    void end();
    return;
  }
  const { jobId } = message;
  void answer(message).then((outcome) => process.send?.({ jobId, outcome } satisfies FromMetadata));
});
process.on('disconnect', () => void end());
