import type { Health } from '../../api/index.js';
import { formatAgo, formatBytes } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { Button, Spinner, useNow } from '../../ui/index.js';
import { createBackup, useBackups } from '../backups/index.js';
import { openPanel } from '../view/index.js';
import { Group, Row } from './Row.js';

export function BackupsGroup({ health }: { readonly health: Health }) {
  const isMaking = useBackups((state) => state.isMaking);
  const nowMs = useNow();
  const words = messages.health;
  const { lastBackup } = health;
  const actions = (
    <>
      <Button
        onPress={() => {
          openPanel('settings', 'backups');
        }}
      >
        {words.allBackups}
      </Button>
      <Button isDisabled={isMaking} onPress={() => void createBackup()}>
        {isMaking ? <Spinner /> : null}
        {isMaking ? messages.backups.backingUp : messages.backups.now}
      </Button>
    </>
  );
  return (
    <Group title={words.backups}>
      {lastBackup === null ? (
        <Row tone="quiet" title={words.noBackup} text={words.noBackupText} actions={actions} />
      ) : (
        <Row
          tone="well"
          title={words.lastBackup(formatAgo(lastBackup.madeAtMs, nowMs))}
          text={words.lastBackupText(messages.backups.kind[lastBackup.kind], formatBytes(lastBackup.sizeBytes))}
          actions={actions}
        />
      )}
    </Group>
  );
}
