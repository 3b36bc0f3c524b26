import { Sparkles, SquareStack } from 'lucide-react';
import {
  thumbnailUrl,
  tryCall,
  type ChangeTopic,
  type InsightSource,
  type LocationId,
  type SelectionTag,
} from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { firstIndex, sizeOf } from '../../lib/range-set.js';
import { ActionMenu, Button, Spinner, type ActionMenuAction } from '../../ui/index.js';
import { openHistory } from '../history/index.js';
import { describePhotos, isUnderWay, SELECTION_KEY, useInsights } from '../insights/index.js';
import { useOwnModel } from '../own-model/index.js';
import { focusGrid, gridDetails, idAt, selectedIds, usePhotos } from '../photos/index.js';
import { stackSelection } from '../stacks/index.js';
import { TagEditor } from '../tags/index.js';
import { PhotoAlbums } from './PhotoAlbums.js';
import { SelectionMarks } from './SelectionMarks.js';
import { SinglePhoto } from './SinglePhoto.js';
import { useOfSelection } from './use-of-selection.js';
import './inspector.css';

export function Inspector() {
  const selection = usePhotos((state) => state.selection);
  const count = sizeOf(selection);
  const first = firstIndex(selection);
  const id = usePhotos(() => (first === null ? null : idAt(first)));
  return (
    <aside className="inspector scroll" aria-label={messages.inspector.label} data-testid="inspector">
      {count === 0 || id === null ? (
        <p className="inspector-nothing">{messages.inspector.nothing}</p>
      ) : count === 1 ? (
        <SinglePhoto locationId={id} />
      ) : (
        <ManyPhotos count={count} />
      )}
    </aside>
  );
}

const tagTopics: readonly ChangeTopic[] = ['tags', 'photos'];

async function loadTags(): Promise<readonly SelectionTag[] | null> {
  const answer = await tryCall('selectionTags', { locationIds: selectedIds() });
  return answer.ok ? answer.value : null;
}

function ManyPhotos({ count }: { readonly count: number }) {
  const tags = useOfSelection(loadTags, tagTopics);
  const isBusy = useInsights((state) => isUnderWay(state, SELECTION_KEY));
  const hasOwnModel = useOwnModel((state) => state.model?.settings.on === true);
  const generate = (scope: 'missing' | 'all', source: InsightSource = 'built_in'): void => {
    describePhotos({
      target: { locationIds: selectedIds() },
      targetKey: SELECTION_KEY,
      name: messages.inspector.selection(count),
      photos: count,
      scope,
      source,
    });
  };
  return (
    <>
      <SelectionMosaic />
      <h2 className="inspector-count">{messages.inspector.selection(count)}</h2>
      <div className="inspector-generate">
        <Button onPress={() => void stackSelection()}>
          <SquareStack size={14} />
          {messages.stacks.stackSelected(count)}
        </Button>
      </div>
      <SelectionMarks />
      <section className="inspector-section" aria-labelledby="inspector-tags" data-testid="inspector-tags">
        <h3 id="inspector-tags">{messages.tags.heading}</h3>
        <TagEditor
          photos={selectedIds}
          photoCount={count}
          tags={tags}
          places={[]}
          isSettled
          onLeave={focusGrid}
          onHistory={openHistory}
        />
      </section>
      <PhotoAlbums photoCount={count} />
      <section className="inspector-section" aria-labelledby="inspector-insights" data-testid="inspector-insight">
        <h3 id="inspector-insights">{messages.settings.insights}</h3>
        <div className="inspector-generate">
          <ActionMenu
            className="button button-plain inspector-menu"
            label={messages.insights.generateMany}
            items={[
              {
                id: 'missing',
                text: messages.insights.missingOnly,
                isDisabled: isBusy,
                onAction: () => {
                  generate('missing');
                },
              },
              {
                id: 'all',
                text: messages.insights.forAll,
                isDisabled: isBusy,
                onAction: () => {
                  generate('all');
                },
              },
              ...(hasOwnModel ? ownModelItems(isBusy, generate) : []),
            ]}
          >
            {isBusy ? <Spinner /> : <Sparkles size={14} />}
            {isBusy ? messages.insights.generating : messages.insights.generateMany}
          </ActionMenu>
        </div>
      </section>
    </>
  );
}

function ownModelItems(
  isDisabled: boolean,
  generate: (scope: 'missing' | 'all', source: InsightSource) => void,
): readonly ActionMenuAction[] {
  return [
    {
      id: 'own-missing',
      text: messages.ownModel.missingOnly,
      isDisabled,
      startsGroup: true,
      onAction: () => {
        generate('missing', 'own_model');
      },
    },
    {
      id: 'own-all',
      text: messages.ownModel.forAll,
      isDisabled,
      onAction: () => {
        generate('all', 'own_model');
      },
    },
  ];
}

const MOSAIC_SIZE = 6;

/** A taste of the selection, from the thumbnails that are known already. */
function SelectionMosaic() {
  const selection = usePhotos((state) => state.selection);
  const ids: LocationId[] = [];
  for (const range of selection) {
    for (let row = range.from; row < range.to && ids.length < MOSAIC_SIZE * 8; row += 1) {
      const id = idAt(row);
      if (id !== null) ids.push(id);
    }
    if (ids.length >= MOSAIC_SIZE * 8) break;
  }
  const hashes = ids
    .map((id) => gridDetails.get(id))
    .map((detail) => (detail?.hasThumbnail === true ? detail.contentHash : null))
    .filter((hash) => hash !== null)
    .slice(0, MOSAIC_SIZE);
  if (hashes.length < 2) return null;
  return (
    <div className="inspector-mosaic" aria-hidden="true">
      {hashes.map((hash) => (
        <img key={hash} src={thumbnailUrl(hash)} alt="" decoding="async" draggable={false} />
      ))}
    </div>
  );
}
