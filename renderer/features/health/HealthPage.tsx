import { useEffect, type ReactNode } from 'react';
import type { Health } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Failed, Page, usePageFocus, Waiting } from '../../ui/index.js';
import { useLibraries } from '../libraries/index.js';
import { useView, type HealthPart } from '../view/index.js';
import { AmbiguousPart } from './AmbiguousPart.js';
import { AnswersGroup } from './AnswersGroup.js';
import { BackupsGroup } from './BackupsGroup.js';
import { DatabaseGroup } from './DatabaseGroup.js';
import { DuplicatesPart } from './DuplicatesPart.js';
import { FilesGroup, OrphansGroup } from './FilesGroup.js';
import { LeftOutPart } from './LeftOutPart.js';
import { ReplacedPart } from './ReplacedPart.js';
import { ToneMark } from './Row.js';
import { SilentPart } from './SilentPart.js';
import { loadHealth, useHealth } from './store.js';
import { verdictOf } from './verdict.js';
import { VerificationGroup } from './VerificationGroup.js';
import './health.css';

const parts = {
  overview: Overview,
  ambiguous: AmbiguousPart,
  replaced: ReplacedPart,
  silent: SilentPart,
  duplicates: DuplicatesPart,
  left_out: LeftOutPart,
} as const satisfies Record<HealthPart, () => ReactNode>;

export function HealthPage() {
  const part = useView((state) => state.healthPart);
  const page = usePageFocus(part);
  const Part = parts[part];
  return (
    <Page
      key={part}
      page={page}
      className="health"
      column="health-column"
      label={messages.health.title}
      testId="health-page"
    >
      <Part />
    </Page>
  );
}

function Overview() {
  const { health, error } = useHealth();
  useEffect(() => {
    void loadHealth();
  }, []);
  if (health !== null) return <Whole health={health} />;
  if (error === null) return <Waiting text={messages.health.loading} />;
  const { loadFailed, retry } = messages.health;
  return <Failed title={loadFailed} text={error.message} retry={retry} onRetry={() => void loadHealth()} />;
}

function Whole({ health }: { readonly health: Health }) {
  const libraries = useLibraries((state) => state.libraries) ?? [];
  const verdict = verdictOf(health, libraries);
  return (
    <>
      <div className="health-verdict" role="status" data-testid="health-verdict">
        <ToneMark tone={verdict.tone} />
        <div>
          <h2>{verdict.title}</h2>
          <p>{verdict.text}</p>
        </div>
      </div>
      <AnswersGroup health={health} libraries={libraries} />
      <FilesGroup health={health} />
      <OrphansGroup health={health} />
      <DatabaseGroup health={health} />
      <BackupsGroup health={health} />
      <VerificationGroup health={health} />
    </>
  );
}
