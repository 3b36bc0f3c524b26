import { useEffect, useState } from 'react';
import { call, toAppError, tryCall, type Backup, type BackupDifference } from '../../api/index.js';
import { formatMoment } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { Button, Dialog, ProgressBar, Spinner } from '../../ui/index.js';
import { differenceText } from './difference.js';
import { loadBackups } from './store.js';

type Stage = 'preview' | 'restoring' | 'restored' | 'failed';

/** Says exactly what a restore changes, does it, and says how it went. */
export function RestoreDialog({ backup, onClose }: { readonly backup: Backup; readonly onClose: () => void }) {
  const [difference, setDifference] = useState<BackupDifference | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [stage, setStage] = useState<Stage>('preview');
  const { name } = backup;
  useEffect(() => {
    call('backupDifference', { name }).then(setDifference, (cause: unknown) => {
      setError(toAppError(cause).message);
    });
  }, [name]);
  const restore = async (): Promise<void> => {
    setStage('restoring');
    const result = await tryCall('restoreBackup', { name });
    if (!result.ok) setError(result.error.message);
    setStage(result.ok ? 'restored' : 'failed');
    await loadBackups();
  };
  const close = (): void => {
    if (stage !== 'restoring') onClose();
  };
  const words = messages.backups;
  const when = formatMoment(backup.madeAtMs);
  const title = stage === 'restored' ? words.restored : stage === 'failed' ? words.failed : words.restoreTitle(when);
  return (
    <Dialog title={title} size="medium" isAlert onClose={close}>
      <div className="restore-text" aria-live="polite">
        {stage === 'preview' && difference === null && error === null ? (
          <p className="restore-waiting">
            <Spinner />
            {words.comparing}
          </p>
        ) : null}
        {stage === 'preview' && difference !== null ? <Preview difference={difference} /> : null}
        {stage === 'restoring' ? (
          <>
            <p>{words.restoring}</p>
            <ProgressBar label={words.restoring} done={0} total={null} />
          </>
        ) : null}
        {stage === 'restored' ? <p>{words.restoredText(when)}</p> : null}
        {error === null ? null : (
          <p className="form-error selectable" role="alert">
            {error}
          </p>
        )}
      </div>
      <div className="dialog-actions">
        {stage === 'preview' ? (
          <>
            <Button onPress={onClose}>{words.cancel}</Button>
            <Button variant="primary" isDisabled={difference === null} onPress={() => void restore()}>
              {words.restoreDo}
            </Button>
          </>
        ) : (
          <Button variant="primary" isDisabled={stage === 'restoring'} onPress={onClose}>
            {words.done}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function Preview({ difference }: { readonly difference: BackupDifference }) {
  const { comesBack, goesAway } = differenceText(difference);
  const words = messages.backups;
  return (
    <>
      {comesBack.length === 0 && goesAway.length === 0 ? (
        <p>{words.same}</p>
      ) : (
        <div className="restore-sides" data-testid="backup-difference">
          <Side title={words.backBring} lines={comesBack} />
          <Side title={words.goAway} lines={goesAway} />
        </div>
      )}
      {difference.tags.names.length === 0 ? null : <p>{words.names(difference.tags.names.join(', '))}</p>}
      <p>{words.photos(difference.photos.inBackup, difference.photos.now)}</p>
      <p>
        <strong>{words.rescue}</strong>
      </p>
    </>
  );
}

function Side({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <section className="restore-side">
      <h3>{title}</h3>
      {lines.length === 0 ? <p className="settings-quiet">{messages.backups.nothing}</p> : null}
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
