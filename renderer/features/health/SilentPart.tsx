import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { call, type SilentChange } from '../../api/index.js';
import { formatAgo } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { Button, IconButton, useNow } from '../../ui/index.js';
import { settleSilentChange, showInFolder } from './actions.js';
import { PartList } from './PartList.js';
import { Thumbnail } from './Thumbnail.js';
import { usePages, type PageRequest } from './use-pages.js';

const load = (page: PageRequest): Promise<readonly SilentChange[]> => call('silentChanges', page);

export function SilentPart() {
  const pages = usePages(load);
  const words = messages.health;
  return (
    <PartList
      title={words.silentTitle}
      intro={words.silentIntro}
      noneTitle={words.silentNone}
      noneText={words.silentNoneText}
      pages={pages}
    >
      {(item) => <SilentItem key={item.locationId} item={item} onSettled={pages.reload} />}
    </PartList>
  );
}

function SilentItem({ item, onSettled }: { readonly item: SilentChange; readonly onSettled: () => void }) {
  const [isBusy, setIsBusy] = useState(false);
  const nowMs = useNow();
  const words = messages.health;
  const path = words.inLibrary(item.libraryName, item.relPath);
  const settle = async (answer: 'accept' | 'verify_again'): Promise<void> => {
    setIsBusy(true);
    const isSettled = await settleSilentChange(item.locationId, answer);
    setIsBusy(false);
    if (isSettled) onSettled();
  };
  return (
    <li className="health-item health-replaced" data-testid="silent-change">
      <Thumbnail hash={item.contentHash} turn={item.turn} label={words.before} />
      <div className="health-item-body">
        <div className="health-place">
          <h3 className="health-path selectable">{path}</h3>
          <IconButton label={words.showPathInFolder(path)} onPress={() => void showInFolder(item.locationId)}>
            <FolderOpen size={15} />
          </IconButton>
        </div>
        <p className="health-quiet">{words.silentFound(formatAgo(item.foundAtMs, nowMs))}</p>
        {item.soundCopies.length === 0 ? (
          <p>{words.noSoundCopy}</p>
        ) : (
          <div className="selectable">
            {words.soundCopies}
            <ul className="health-paths">
              {item.soundCopies.map((copy) => {
                const at = words.inLibrary(copy.libraryName, copy.relPath);
                return <li key={at}>{at}</li>;
              })}
            </ul>
          </div>
        )}
        <div className="health-item-actions">
          <Button label={words.verifyAgainOf(path)} isDisabled={isBusy} onPress={() => void settle('verify_again')}>
            {words.verifyAgain}
          </Button>
          <Button label={words.acceptOf(path)} isDisabled={isBusy} onPress={() => void settle('accept')}>
            {words.accept}
          </Button>
        </div>
      </div>
    </li>
  );
}
