import { FileImage, Images } from 'lucide-react';
import { useState } from 'react';
import { thumbnailUrl, toAppError, type LineageStep, type LocationId } from '../../api/index.js';
import { formatMoment } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { IconButton, showToast } from '../../ui/index.js';
import { revealPhotos } from '../photos/index.js';

/** Former bytes of this photo's files, the last edit first. */
export function Lineage({ steps }: { readonly steps: readonly LineageStep[] }) {
  return (
    <ol className="lineage" data-testid="lineage">
      {steps.map((step) => (
        <Step key={step.id} step={step} />
      ))}
    </ol>
  );
}

async function show(place: LocationId): Promise<void> {
  try {
    const found = await revealPhotos([place]);
    if (found === 0) showToast(messages.history.noneLeft);
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

function Step({ step }: { readonly step: LineageStep }) {
  const { verdict, observedAtMs, libraryName, relPath, fromHash, formerAt } = step;
  const title = messages.inspector.lineage[verdict](formatMoment(observedAtMs));
  return (
    <li className="lineage-step" data-verdict={verdict}>
      <FormerThumbnail key={fromHash} step={step} />
      <div className="lineage-text selectable">
        <p>{title}</p>
        <p className="lineage-note">{messages.inspector.lineageNote[verdict]}</p>
        <p className="lineage-note">{messages.insights.madeAt(libraryName, relPath)}</p>
      </div>
      {formerAt === null ? null : (
        <IconButton
          label={messages.inspector.showFormer[verdict]}
          onPress={() => {
            void show(formerAt);
          }}
        >
          <Images size={15} />
        </IconButton>
      )}
    </li>
  );
}

/** Kept longer than the bytes are; when it is gone too, a sign stands for it. */
function FormerThumbnail({ step }: { readonly step: LineageStep }) {
  const [isGone, setIsGone] = useState(false);
  return (
    <span className="lineage-picture" aria-hidden="true">
      {isGone ? (
        <FileImage size={16} />
      ) : (
        <img
          src={thumbnailUrl(step.fromHash)}
          alt=""
          decoding="async"
          draggable={false}
          onError={() => {
            setIsGone(true);
          }}
        />
      )}
    </span>
  );
}
