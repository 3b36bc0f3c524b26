/**
 * Process: owns ExifTool's stay-open processes. ExifTool does not end when its input does, so somebody who outlives the
 * engine by a moment must end it, however the engine ended.
 */
import { ExifToolProcesses } from './exiftool.js';
import type { FromMetadata, ToMetadata } from './metadata-messages.js';

const maxExifTools = 2;
const exiftool = new ExifToolProcesses(maxExifTools);

async function end(): Promise<void> {
  await exiftool.close().catch(() => undefined);
  process.exit(0);
}

process.on('message', (message: ToMetadata) => {
  if (message.kind === 'close') {
    void end();
    return;
  }
  const { jobId, path, isVideo } = message;
  void exiftool.read(path, isVideo).then((outcome) => process.send?.({ jobId, outcome } satisfies FromMetadata));
});
process.on('disconnect', () => void end());
