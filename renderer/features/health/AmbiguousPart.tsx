import { Tag } from 'lucide-react';
import { useState } from 'react';
import { call, type AmbiguousTag, type ContentHash } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button, Checkbox, FileName } from '../../ui/index.js';
import { settleAmbiguousTag } from './actions.js';
import { PartList } from './PartList.js';
import { Thumbnail } from './Thumbnail.js';
import { usePages, type PageRequest } from './use-pages.js';

const load = (page: PageRequest): Promise<readonly AmbiguousTag[]> => call('ambiguousTags', page);

export function AmbiguousPart() {
  const pages = usePages(load);
  const words = messages.health;
  return (
    <PartList
      title={words.ambiguousTitle}
      intro={words.ambiguousIntro}
      noneTitle={words.ambiguousNone}
      noneText={words.ambiguousNoneText}
      pages={pages}
    >
      {(item) => <AmbiguousItem key={item.id} item={item} onSettled={pages.reload} />}
    </PartList>
  );
}

function AmbiguousItem({ item, onSettled }: { readonly item: AmbiguousTag; readonly onSettled: () => void }) {
  const [meant, setMeant] = useState<ReadonlySet<ContentHash>>(
    () => new Set(item.photos.filter((photo) => photo.isTagged).map((photo) => photo.contentHash)),
  );
  const [isBusy, setIsBusy] = useState(false);
  const words = messages.health;
  const settle = async (): Promise<void> => {
    setIsBusy(true);
    const isSettled = await settleAmbiguousTag(item, [...meant]);
    setIsBusy(false);
    if (isSettled) onSettled();
  };
  return (
    <li className="health-item" data-testid="ambiguous-tag">
      <div className="health-item-head">
        <h3 className="health-tag">
          <Tag size={13} />
          {item.tag.name}
        </h3>
        <FileName className="health-path selectable">{item.relPath}</FileName>
      </div>
      <ul className="health-choices">
        {item.photos.map((photo) => (
          <li key={photo.contentHash}>
            <Checkbox
              className="health-choice"
              isChecked={meant.has(photo.contentHash)}
              onChange={(isMeant) => {
                const next = new Set(meant);
                if (isMeant) next.add(photo.contentHash);
                else next.delete(photo.contentHash);
                setMeant(next);
              }}
            >
              <span className="health-choice-photo">
                <Thumbnail hash={photo.contentHash} turn={photo.turn} label={words.meant(photo.libraryName)} />
                <span>{photo.libraryName}</span>
                {photo.locationId === null ? <span className="health-quiet">{words.noFileLeft}</span> : null}
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
      <div className="health-item-actions">
        <Button
          variant="primary"
          label={words.settleOf(item.tag.name, item.relPath)}
          isDisabled={isBusy}
          onPress={() => void settle()}
        >
          {meant.size === 0 ? words.settleNone : words.settle}
        </Button>
      </div>
    </li>
  );
}
