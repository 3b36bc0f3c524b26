import { Check, DatabaseZap } from 'lucide-react';
import { useState } from 'react';
import { tryCall, type Backup, type Salvage, type StartState } from '../../api/index.js';
import { formatBytes, formatCount, formatMoment } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { Button, ProgressBar } from '../../ui/index.js';
import { folderOf } from './folder-of.js';
import { leaveRecovery } from './store.js';
import './recovery.css';

type Stage =
  | { readonly kind: 'choose' }
  | { readonly kind: 'working'; readonly work: 'restore' | 'salvage' }
  | { readonly kind: 'restored'; readonly backup: Backup }
  | { readonly kind: 'salvaged'; readonly salvage: Salvage };

interface Failure {
  readonly work: 'restore' | 'salvage';
  readonly message: string;
}

export interface RecoveryScreenProps {
  readonly damage: Extract<StartState, { state: 'damaged' }>;
}

/** Instead of the app, when its database is damaged: nothing happens before the user says what. */
export function RecoveryScreen({ damage }: RecoveryScreenProps) {
  const [stage, setStage] = useState<Stage>({ kind: 'choose' });
  const [failure, setFailure] = useState<Failure | null>(null);
  const restore = async (backup: Backup): Promise<void> => {
    setFailure(null);
    setStage({ kind: 'working', work: 'restore' });
    const result = await tryCall('restoreBackup', { name: backup.name });
    if (!result.ok) setFailure({ work: 'restore', message: result.error.message });
    setStage(result.ok ? { kind: 'restored', backup } : { kind: 'choose' });
  };
  const salvage = async (): Promise<void> => {
    setFailure(null);
    setStage({ kind: 'working', work: 'salvage' });
    const result = await tryCall('salvageDatabase', {});
    if (!result.ok) setFailure({ work: 'salvage', message: result.error.message });
    setStage(result.ok ? { kind: 'salvaged', salvage: result.value } : { kind: 'choose' });
  };
  return (
    <main className="recovery scroll" data-testid="recovery">
      <div className="recovery-column">
        {stage.kind === 'choose' || stage.kind === 'working' ? (
          <>
            <Lead damage={damage} />
            {failure === null ? null : (
              <div className="recovery-failure" role="alert">
                <strong>{messages.recovery.failed[failure.work]}.</strong>{' '}
                <span className="selectable">{failure.message}</span>
              </div>
            )}
            {stage.kind === 'working' ? (
              <Working work={stage.work} />
            ) : (
              <Choices
                backups={damage.backups}
                onRestore={(backup) => void restore(backup)}
                onSalvage={() => void salvage()}
              />
            )}
          </>
        ) : null}
        {stage.kind === 'restored' ? <Restored backup={stage.backup} databasePath={damage.databasePath} /> : null}
        {stage.kind === 'salvaged' ? <Salvaged salvage={stage.salvage} /> : null}
      </div>
    </main>
  );
}

function Lead({ damage }: RecoveryScreenProps) {
  const words = messages.recovery;
  return (
    <header>
      <TroubleMark />
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <dl className="recovery-facts selectable">
        <dt>{words.file}</dt>
        <dd>{damage.databasePath}</dd>
      </dl>
    </header>
  );
}

function Working({ work }: { readonly work: Failure['work'] }) {
  const text = messages.recovery.working[work];
  return (
    <div className="recovery-working" role="status">
      <p>{text}</p>
      <ProgressBar label={text} done={0} total={null} />
    </div>
  );
}

interface ChoicesProps {
  readonly backups: readonly Backup[];
  readonly onRestore: (backup: Backup) => void;
  readonly onSalvage: () => void;
}

function Choices({ backups, onRestore, onSalvage }: ChoicesProps) {
  const words = messages.recovery;
  return (
    <>
      <h2>{words.choose}</h2>
      <section className="recovery-choice">
        <h3>{words.restore}</h3>
        <p>{backups.length === 0 ? words.noBackups : words.restoreText}</p>
        <ul>
          {backups.map((backup, index) => {
            const when = formatMoment(backup.madeAtMs);
            return (
              <li key={backup.name} className="recovery-backup">
                <div>
                  <strong>{when}</strong>
                  {index === 0 ? <span className="recovery-newest">{words.newest}</span> : null}
                  <p className="recovery-quiet">
                    {messages.backups.kind[backup.kind]} · {formatBytes(backup.sizeBytes)}
                  </p>
                </div>
                <Button
                  variant={index === 0 ? 'primary' : 'plain'}
                  label={words.restoreOf(when)}
                  onPress={() => {
                    onRestore(backup);
                  }}
                >
                  {words.restoreDo}
                </Button>
              </li>
            );
          })}
        </ul>
      </section>
      <section className="recovery-choice">
        <h3>{words.salvage}</h3>
        <p>{words.salvageText}</p>
        <Button variant={backups.length === 0 ? 'primary' : 'plain'} onPress={onSalvage}>
          {words.salvageDo}
        </Button>
      </section>
      <p className="recovery-quiet">{words.kept}</p>
    </>
  );
}

interface RestoredProps {
  readonly backup: Backup;
  readonly databasePath: string;
}

function Restored({ backup, databasePath }: RestoredProps) {
  const words = messages.recovery;
  return (
    <div role="status">
      <DoneMark />
      <h1>{words.restored}</h1>
      <p>
        {words.restoredText(formatMoment(backup.madeAtMs))} {words.next}
      </p>
      <p className="selectable">{words.keptIn(folderOf(databasePath))}</p>
      <Open />
    </div>
  );
}

function Salvaged({ salvage }: { readonly salvage: Salvage }) {
  const words = messages.recovery;
  const { libraries, files, tags, insights, lost, keptAs } = salvage;
  if (libraries + files + tags + insights === 0) {
    return (
      <div role="status" data-testid="salvaged">
        <TroubleMark />
        <h1>{words.nothingSalvaged}</h1>
        <p>{words.nothingSalvagedText}</p>
        <dl className="recovery-facts selectable">
          <dt>{words.keptAs}</dt>
          <dd>{keptAs}</dd>
        </dl>
        <Open />
      </div>
    );
  }
  const lostText = lost === null ? words.lostUnknown : lost === 0 ? words.lostNothing : formatCount(lost);
  return (
    <div role="status" data-testid="salvaged">
      <DoneMark />
      <h1>{words.salvaged}</h1>
      <dl className="recovery-facts selectable">
        <dt>{words.libraries}</dt>
        <dd>{formatCount(libraries)}</dd>
        <dt>{words.files}</dt>
        <dd>{formatCount(files)}</dd>
        <dt>{words.tags}</dt>
        <dd>{formatCount(tags)}</dd>
        <dt>{words.insights}</dt>
        <dd>{formatCount(insights)}</dd>
        <dt>{words.lost}</dt>
        <dd>{lostText}</dd>
        <dt>{words.keptAs}</dt>
        <dd>{keptAs}</dd>
      </dl>
      <p>{words.next}</p>
      <Open />
    </div>
  );
}

function TroubleMark() {
  return (
    <span className="recovery-mark" aria-hidden="true">
      <DatabaseZap size={22} />
    </span>
  );
}

function DoneMark() {
  return (
    <span className="recovery-mark recovery-mark-done" aria-hidden="true">
      <Check size={22} />
    </span>
  );
}

function Open() {
  return (
    <Button variant="primary" size="large" className="recovery-open" onPress={leaveRecovery}>
      {messages.recovery.open}
    </Button>
  );
}
