import { FileImage, Images } from 'lucide-react';
import { useEffect, useState } from 'react';
import { thumbnailUrl, toAppError, tryCall, type LineageStep, type LocationId } from '../../api/index.js';
import { formatMoment } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { IconButton, showToast } from '../../ui/index.js';
import { revealPhotos } from '../photos/index.js';

/** No location has it: `successors` then goes by the hash alone. */
const NO_LOCATION = 2_147_483_647 as LocationId;

/** Where the former bytes still are, in the order of the steps; nothing while it is not known. */
function useFormerPlaces(steps: readonly LineageStep[]): readonly (readonly LocationId[])[] {
  const [found, setFound] = useState<readonly (readonly LocationId[])[]>([]);
  const hashes = steps.map((step) => step.fromHash).join(' ');
  useEffect(() => {
    let isWanted = true;
    const look = async (): Promise<void> => {
      const photos = steps.map((step) => ({ locationId: NO_LOCATION, contentHash: step.fromHash }));
      const answer = await tryCall('successors', { photos });
      if (isWanted) setFound(answer.ok ? answer.value : []);
    };
    void look();
    return () => {
      isWanted = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the hashes are what is asked for; the steps are new with every answer
  }, [hashes]);
  return found;
}

/** Former bytes of this photo's files, the last edit first. */
export function Lineage({ steps }: { readonly steps: readonly LineageStep[] }) {
  const places = useFormerPlaces(steps);
  return (
    <ol className="lineage" data-testid="lineage">
      {steps.map((step, index) => (
        <Step key={step.id} step={step} places={places[index] ?? []} />
      ))}
    </ol>
  );
}

async function show(places: readonly LocationId[]): Promise<void> {
  try {
    const found = await revealPhotos(places.slice(0, 1));
    if (found === 0) showToast(messages.history.noneLeft);
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

function Step({ step, places }: { readonly step: LineageStep; readonly places: readonly LocationId[] }) {
  const { verdict, observedAtMs, libraryName, relPath, fromHash } = step;
  const title = messages.inspector.lineage[verdict](formatMoment(observedAtMs));
  return (
    <li className="lineage-step" data-verdict={verdict}>
      <FormerThumbnail key={fromHash} step={step} />
      <div className="lineage-text selectable">
        <p>{title}</p>
        <p className="lineage-note">{messages.inspector.lineageNote[verdict]}</p>
        <p className="lineage-note">{messages.insights.madeAt(libraryName, relPath)}</p>
      </div>
      {places.length === 0 ? null : (
        <IconButton
          label={messages.inspector.showFormer[verdict]}
          onPress={() => {
            void show(places);
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
