import { File, FileImage, Film, FolderOpen, Image, Maximize2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import {
  call,
  toAppError,
  tryCall,
  type LocationId,
  type MediaKind,
  type PhotoDetails,
  type Sidecar,
} from '../../api/index.js';
import { formatBytes } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { FileName, IconButton, showToast } from '../../ui/index.js';
import { openViewer, usePhotos } from '../photos/index.js';

const icons = { image: Image, raw: FileImage, video: Film, other: File } as const satisfies Record<MediaKind, unknown>;

async function showInFolder(locationId: LocationId, sidecar?: string): Promise<void> {
  try {
    await call('showInFolder', sidecar === undefined ? { locationId } : { locationId, sidecar });
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

/** Sidecars are looked up on the disk; none while that is under way. */
function useSidecars(locationIds: readonly LocationId[]): readonly Sidecar[] {
  const [found, setFound] = useState<{ readonly key: string; readonly sidecars: readonly Sidecar[] } | null>(null);
  const key = locationIds.join();
  useEffect(() => {
    let isWanted = true;
    void tryCall('sidecars', { locationIds: key.split(',').map((id) => Number(id) as LocationId) }).then((answer) => {
      if (isWanted && answer.ok) setFound({ key, sidecars: answer.value });
    });
    return () => {
      isWanted = false;
    };
  }, [key]);
  return found?.key === key ? found.sidecars : [];
}

/** The files that are one photo, and those that say something about it; nothing for a photo that is one file alone. */
export function Files({ details }: { readonly details: PhotoDetails }) {
  const { locationId, stack } = details;
  const active = usePhotos((state) => state.selection[0]?.from ?? -1);
  const sidecars = useSidecars(stack.length === 0 ? [locationId] : stack.map((file) => file.locationId));
  if (stack.length === 0 && sidecars.length === 0) return null;
  const heading = stack.length === 0 ? messages.inspector.sidecars : messages.inspector.files(stack.length);
  return (
    <section className="inspector-section" aria-labelledby="inspector-files" data-testid="inspector-files">
      <h3 id="inspector-files">{heading}</h3>
      <ul className="files">
        {stack.map((file) => {
          const Icon = icons[file.mediaKind];
          return (
            <li key={file.locationId} className="file" data-testid="stacked-file">
              <Icon size={15} className="file-icon" aria-hidden />
              <FileText
                name={file.fileName}
                more={`${messages.inspector.fileKinds[file.mediaKind]}, ${formatBytes(file.sizeBytes)}`}
              />
              <IconButton
                label={messages.inspector.openFile(file.fileName)}
                onPress={() => {
                  if (active >= 0) openViewer(active, file.locationId);
                }}
              >
                <Maximize2 size={14} />
              </IconButton>
              <IconButton
                label={messages.inspector.showPathInFolder(file.fileName)}
                onPress={() => void showInFolder(file.locationId)}
              >
                <FolderOpen size={15} />
              </IconButton>
            </li>
          );
        })}
        {sidecars.map(({ fileName, sizeBytes }) => (
          <li key={fileName} className="file" data-testid="sidecar">
            <File size={15} className="file-icon" aria-hidden />
            <FileText name={fileName} more={`${messages.inspector.sidecar}, ${formatBytes(sizeBytes)}`} />
            <IconButton
              label={messages.inspector.showPathInFolder(fileName)}
              onPress={() => void showInFolder(ownerOf(details, fileName), fileName)}
            >
              <FolderOpen size={15} />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The file that a sidecar names whole, else the one that shows the photo. */
function ownerOf({ locationId, stack }: PhotoDetails, sidecar: string): LocationId {
  const named = stack.find(({ fileName }) => sidecar.toLowerCase().startsWith(`${fileName.toLowerCase()}.`));
  return named?.locationId ?? locationId;
}

function FileText({ name, more }: { readonly name: string; readonly more: string }) {
  return (
    <div className="file-text selectable">
      <FileName>{name}</FileName>
      <span className="file-more">{more}</span>
    </div>
  );
}
