import { useEffect, useState } from 'react';
import { call, toAppError, tryCall, type LibraryId, type OrphanGroup } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button, Checkbox, Dialog, ProgressBar, showToast, Waiting } from '../../ui/index.js';
import { loadHealth } from './store.js';
import { orphanParts, sumOf } from './orphans.js';

type Stage = 'choose' | 'confirm' | 'purging';
type Owner = LibraryId | null;

/** What would go, by library; then, on a second word, it goes, after a backup. */
export function OrphansDialog({ onClose }: { readonly onClose: () => void }) {
  const [groups, setGroups] = useState<readonly OrphanGroup[] | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<Owner>>(new Set());
  const [error, setError] = useState<string | null>(null);
  const [stage, setStage] = useState<Stage>('choose');
  useEffect(() => {
    call('orphans', {}).then(
      (read) => {
        setGroups(read);
        // A library that is still there may have its files back tomorrow: it is chosen on purpose only.
        setChosen(new Set(read.filter(({ isRemoved }) => isRemoved).map(({ libraryId }) => libraryId)));
      },
      (cause: unknown) => {
        setError(toAppError(cause).message);
      },
    );
  }, []);
  const words = messages.health;
  const taken = (groups ?? []).filter(({ libraryId }) => chosen.has(libraryId));
  const sum = sumOf(taken);
  const purge = async (): Promise<void> => {
    setStage('purging');
    setError(null);
    const result = await tryCall('purgeOrphans', { libraryIds: [...chosen] });
    if (!result.ok) {
      setError(result.error.message);
      setStage('choose');
      return;
    }
    showToast(words.purged(orphanParts(result.value)));
    onClose();
    await loadHealth();
  };
  const isAsking = stage !== 'choose';
  return (
    <Dialog
      key={isAsking ? 'confirm' : 'choose'}
      title={isAsking ? words.purgeConfirm(orphanParts(sum)) : words.purgeTitle}
      size="medium"
      isAlert={isAsking}
      onClose={() => {
        if (stage !== 'purging') onClose();
      }}
    >
      {isAsking ? (
        <p className="health-dialog-text">{words.purgeConfirmText}</p>
      ) : (
        <>
          <p className="health-dialog-text">{words.purgeIntro}</p>
          {groups === null && error === null ? <Waiting text={words.loading} /> : null}
          {groups?.length === 0 ? <p className="health-dialog-text">{words.purgeNone}</p> : null}
          <OrphanList
            groups={groups ?? []}
            chosen={chosen}
            onToggle={(owner, isChosen) => {
              const next = new Set(chosen);
              if (isChosen) next.add(owner);
              else next.delete(owner);
              setChosen(next);
            }}
          />
        </>
      )}
      {stage === 'purging' ? <ProgressBar label={words.purging} done={0} total={null} /> : null}
      {error === null ? null : (
        <p className="form-error selectable" role="alert">
          {error}
        </p>
      )}
      <div className="dialog-actions">
        {isAsking ? (
          <>
            <Button
              isDisabled={stage === 'purging'}
              onPress={() => {
                setStage('choose');
              }}
            >
              {words.goBack}
            </Button>
            <Button variant="danger" isDisabled={stage === 'purging'} onPress={() => void purge()}>
              {stage === 'purging' ? words.purging : words.purgeDo}
            </Button>
          </>
        ) : (
          <>
            <Button onPress={onClose}>{words.cancel}</Button>
            <Button
              variant="danger"
              isDisabled={taken.length === 0}
              onPress={() => {
                setStage('confirm');
              }}
            >
              {words.purge}
            </Button>
          </>
        )}
      </div>
    </Dialog>
  );
}

interface OrphanListProps {
  readonly groups: readonly OrphanGroup[];
  readonly chosen: ReadonlySet<Owner>;
  readonly onToggle: (owner: Owner, isChosen: boolean) => void;
}

function OrphanList({ groups, chosen, onToggle }: OrphanListProps) {
  const words = messages.health;
  if (groups.length === 0) return null;
  return (
    <ul className="orphans scroll" data-testid="orphans">
      {groups.map((group) => {
        const name =
          group.libraryId === null ? words.purgeNoLibrary : words.purgeLibrary(group.libraryName, group.isRemoved);
        return (
          <li key={group.libraryId ?? 0} className="orphan">
            <Checkbox
              isChecked={chosen.has(group.libraryId)}
              onChange={(isChosen) => {
                onToggle(group.libraryId, isChosen);
              }}
            >
              <span className="orphan-text">
                <strong>{name}</strong>
                <span>{words.purgeCounts(orphanParts(group), group.photos)}</span>
                {group.tagNames.length === 0 ? null : <span>{words.purgeTags(group.tagNames.join(', '))}</span>}
                {group.libraryId === null || group.isRemoved ? null : (
                  <span className="orphan-warning">{words.purgeStillThere}</span>
                )}
              </span>
            </Checkbox>
          </li>
        );
      })}
    </ul>
  );
}
