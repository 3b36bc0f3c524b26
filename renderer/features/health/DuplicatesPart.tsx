import { FolderOpen } from 'lucide-react';
import { call, type DuplicateGroup } from '../../api/index.js';
import { formatBytes } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { isolatedName } from '../../lib/visible-name.js';
import { IconButton } from '../../ui/index.js';
import { showInFolder } from './actions.js';
import { PartList } from './PartList.js';
import { Thumbnail } from './Thumbnail.js';
import { usePages, type PageRequest } from './use-pages.js';

const load = (page: PageRequest): Promise<readonly DuplicateGroup[]> => call('duplicates', page);

export function DuplicatesPart() {
  const words = messages.health;
  return (
    <PartList
      title={words.duplicatesTitle}
      intro={words.duplicatesIntro}
      noneTitle={words.duplicatesNone}
      noneText={words.duplicatesNoneText}
      pages={usePages(load)}
    >
      {(group) => <DuplicateItem key={group.contentHash} group={group} />}
    </PartList>
  );
}

function DuplicateItem({ group }: { readonly group: DuplicateGroup }) {
  const words = messages.health;
  const { files, sizeBytes } = group;
  const first = files[0];
  return (
    <li className="health-item health-replaced" data-testid="duplicate-group">
      <Thumbnail hash={group.contentHash} turn={group.turn} label={isolatedName(first?.relPath ?? '')} />
      <div className="health-item-body">
        <h3>
          {words.duplicateSize(files.length, formatBytes(sizeBytes), formatBytes(sizeBytes * (files.length - 1)))}
        </h3>
        <ul className="health-paths">
          {files.map((file) => {
            const path = words.inLibrary(file.libraryName, file.relPath);
            return (
              <li key={file.locationId} className="health-place">
                <span className="health-path selectable">{path}</span>
                <IconButton label={words.showPathInFolder(path)} onPress={() => void showInFolder(file.locationId)}>
                  <FolderOpen size={15} />
                </IconButton>
              </li>
            );
          })}
        </ul>
      </div>
    </li>
  );
}
