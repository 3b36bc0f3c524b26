import { CircleAlert, FileImage, Film } from 'lucide-react';
import { said, thumbnailUrl, type LocationId, type PhotoDetails } from '../../api/index.js';
import { fileExtension } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { useEdits } from '../edits/index.js';
import { openHistory, PhotoTagHistory } from '../history/index.js';
import { CurrentInsight, InsightHistory, useInsights } from '../insights/index.js';
import { focusGrid, openViewer, selectedIds, usePhotoDetails, usePhotos } from '../photos/index.js';
import { StackPart } from '../stacks/index.js';
import { SuggestedPeople } from '../people/index.js';
import { scopeNote, TagEditor } from '../tags/index.js';
import { EmbeddedTexts } from './EmbeddedTexts.js';
import { Facts } from './Facts.js';
import { Files } from './Files.js';
import { Lineage } from './Lineage.js';
import { PhotoAlbums } from './PhotoAlbums.js';
import { Places } from './Places.js';
import { SelectionMarks } from './SelectionMarks.js';

export function SinglePhoto({ locationId }: { readonly locationId: LocationId }) {
  const edits = useEdits((state) => state.count) + useInsights((state) => state.edits);
  const { details, error, isSettled } = usePhotoDetails(locationId, edits);
  if (error !== null && isSettled) {
    return (
      <p className="inspector-nothing" role="alert">
        {messages.inspector.loadFailed} {error.message}
      </p>
    );
  }
  if (details === null) return null;
  return <Loaded details={details} isSettled={isSettled} />;
}

interface LoadedProps {
  readonly details: PhotoDetails;
  readonly isSettled: boolean;
}

function Loaded({ details, isSettled }: LoadedProps) {
  const { insights, places, locationId } = details;
  const tags = details.tags.map((tag) => ({ ...tag, selectedCount: 1 }));
  const note = scopeNote(details.tags, places.length);
  return (
    <>
      <InspectorPreview details={details} />
      <SelectionMarks />
      <section className="inspector-section" aria-label={messages.insights.heading}>
        <CurrentInsight
          key={locationId}
          locationId={locationId}
          insight={insights.find((insight) => insight.isCurrent) ?? null}
          fileName={details.fileName}
          tags={details.tags}
          isSettled={isSettled}
          onLeave={focusGrid}
        />
        <SuggestedPeople
          key={`people ${String(locationId)}`}
          people={details.suggestedPeople}
          isSettled={isSettled}
          onLeave={focusGrid}
        />
      </section>
      <section className="inspector-section" aria-labelledby="inspector-tags" data-testid="inspector-tags">
        <h3 id="inspector-tags">{messages.tags.heading}</h3>
        <TagEditor
          photos={selectedIds}
          photoCount={1}
          tags={tags}
          places={places}
          isSettled={isSettled}
          onLeave={focusGrid}
          onHistory={openHistory}
        />
        {note === null ? null : <p className="inspector-note">{note}</p>}
        <PhotoTagHistory key={locationId} locationId={locationId} />
      </section>
      <PhotoAlbums photoCount={1} />
      <StackPart details={details} />
      <section className="inspector-section" aria-labelledby="inspector-facts" data-testid="inspector-facts">
        <h3 id="inspector-facts">{messages.inspector.facts}</h3>
        <Facts details={details} />
      </section>
      <EmbeddedTexts key={locationId} texts={details.embeddedTexts} />
      <Files details={details} />
      <section className="inspector-section" aria-labelledby="inspector-places" data-testid="inspector-places">
        <h3 id="inspector-places">
          {places.length > 1 ? messages.inspector.inPlaces(places.length) : messages.inspector.oneplace}
        </h3>
        <Places places={places} isSettled={isSettled} />
      </section>
      {details.lineage.length === 0 ? null : (
        <section className="inspector-section" aria-labelledby="inspector-lineage">
          <h3 id="inspector-lineage">{messages.inspector.formerVersions}</h3>
          <Lineage steps={details.lineage} />
        </section>
      )}
      {insights.length === 0 ? null : (
        <section className="inspector-section" aria-labelledby="inspector-history" data-testid="inspector-history">
          <h3 id="inspector-history">
            {messages.inspector.history}
            <span className="inspector-heading-count">{insights.length}</span>
          </h3>
          <InsightHistory locationId={locationId} insights={insights} lineage={details.lineage} onLeave={focusGrid} />
        </section>
      )}
    </>
  );
}

function InspectorPreview({ details }: { readonly details: PhotoDetails }) {
  const { contentHash, preview, facts, fileName, mediaKind, turn } = details;
  const active = usePhotos((state) => state.selection[0]?.from ?? -1);
  const own = facts.width !== null && facts.height !== null ? facts.width / facts.height : 3 / 2;
  const ratio = turn % 2 === 0 ? own : 1 / own;
  const bounded = Math.min(3, Math.max(1, ratio));
  return (
    <button
      type="button"
      className="inspector-preview"
      style={{ aspectRatio: String(bounded) }}
      aria-label={messages.inspector.openViewer}
      data-turn={turn}
      data-testid="inspector-preview"
      onClick={() => {
        if (active >= 0) openViewer(active);
      }}
    >
      {preview.state === 'ready' && contentHash !== null ? (
        <img src={thumbnailUrl(contentHash)} alt="" decoding="async" draggable={false} />
      ) : (
        <span className="inspector-preview-note">
          {preview.state === 'damaged' ? (
            <CircleAlert size={24} />
          ) : mediaKind === 'video' ? (
            <Film size={24} />
          ) : (
            <FileImage size={24} />
          )}
          <strong>{fileExtension(fileName)}</strong>
          <span>
            {preview.reason === null
              ? preview.state === 'pending'
                ? messages.inspector.pendingPreview
                : messages.grid.unsupported
              : said(preview.reason)}
          </span>
        </span>
      )}
    </button>
  );
}
