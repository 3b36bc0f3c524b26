import { useEffect, useState } from 'react';
import type { Backup } from '../../api/index.js';
import { formatBytes, formatMoment } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { Button, Spinner } from '../../ui/index.js';
import { RestoreDialog } from './RestoreDialog.js';
import { createBackup, loadBackups, useBackups } from './store.js';
import './backups.css';

/** Every backup there is, with the way back to each. */
export function BackupsSection() {
  const { backups, error, isMaking } = useBackups();
  const [chosen, setChosen] = useState<Backup | null>(null);
  // The folder of backups may have changed by other hands.
  useEffect(() => {
    void loadBackups();
  }, []);
  const words = messages.backups;
  return (
    <>
      <h3 className="settings-title">{words.title}</h3>
      <p className="settings-quiet settings-intro">{words.intro}</p>
      <div>
        <Button variant="primary" isDisabled={isMaking} onPress={() => void createBackup()}>
          {isMaking ? <Spinner /> : null}
          {isMaking ? words.backingUp : words.now}
        </Button>
      </div>
      {error === null ? null : (
        <p className="form-error backup-error" role="alert">
          {words.loadFailed} {error.message}
        </p>
      )}
      {backups?.length === 0 ? <p className="settings-none">{words.none}</p> : null}
      <ul className="backup-list" aria-label={words.list}>
        {(backups ?? []).map((backup) => (
          <BackupRow
            key={backup.name}
            backup={backup}
            onRestore={() => {
              setChosen(backup);
            }}
          />
        ))}
      </ul>
      {chosen === null ? null : (
        <RestoreDialog
          backup={chosen}
          onClose={() => {
            setChosen(null);
          }}
        />
      )}
    </>
  );
}

function BackupRow({ backup, onRestore }: { readonly backup: Backup; readonly onRestore: () => void }) {
  const when = formatMoment(backup.madeAtMs);
  return (
    <li className="backup" data-testid="backup">
      <div className="backup-text">
        <span className="backup-when">{when}</span>
        <span className="settings-quiet">
          {messages.backups.kind[backup.kind]} · {formatBytes(backup.sizeBytes)}
        </span>
      </div>
      <Button label={messages.backups.restoreOf(when)} onPress={onRestore}>
        {messages.backups.restore}
      </Button>
    </li>
  );
}
