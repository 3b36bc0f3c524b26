import { useState } from 'react';
import { said, type Health, type SelfCheck } from '../../api/index.js';
import { formatAgo, formatBytes, formatCount, formatDuration } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { Button, Spinner, useNow } from '../../ui/index.js';
import { checkDatabase, recount, selfCheck } from './actions.js';
import { Group, Row } from './Row.js';

type Work = 'none' | 'check' | 'selfCheck' | 'recount';

const MOST_FINDINGS = 8;

export function DatabaseGroup({ health }: { readonly health: Health }) {
  const [work, setWork] = useState<Work>('none');
  const run = async (next: Work, action: () => Promise<boolean>): Promise<void> => {
    setWork(next);
    await action();
    setWork('none');
  };
  return (
    <Group title={messages.health.database}>
      <FileRow database={health.database} work={work} onCheck={() => void run('check', checkDatabase)} />
      <CountsRow
        last={health.lastSelfCheck}
        work={work}
        onCheck={() => void run('selfCheck', selfCheck)}
        onRecount={() => void run('recount', recount)}
      />
      <BacklogRow backlog={health.backlog} />
    </Group>
  );
}

interface FileRowProps {
  readonly database: Health['database'];
  readonly work: Work;
  readonly onCheck: () => void;
}

function FileRow({ database, work, onCheck }: FileRowProps) {
  const nowMs = useNow();
  const words = messages.health;
  const { lastCheck, sizeBytes } = database;
  const size = words.databaseSize(formatBytes(sizeBytes));
  const isUnsound = lastCheck?.isSound === false;
  const when = lastCheck === null ? '' : formatAgo(lastCheck.checkedAtMs, nowMs);
  const text =
    lastCheck === null
      ? words.databaseUnchecked
      : isUnsound
        ? words.databaseUnsoundText(when)
        : words.databaseSound(when);
  return (
    <Row
      tone={isUnsound ? 'look' : lastCheck === null ? 'quiet' : 'well'}
      title={isUnsound ? words.databaseUnsound : size}
      text={text}
      actions={
        <Button isDisabled={work !== 'none'} onPress={onCheck}>
          {work === 'check' ? <Spinner /> : null}
          {work === 'check' ? words.checking : words.checkNow}
        </Button>
      }
    >
      {isUnsound ? (
        <ul className="health-findings selectable">
          {lastCheck.findings.slice(0, MOST_FINDINGS).map((finding) => (
            <li key={finding}>{said(finding)}</li>
          ))}
        </ul>
      ) : null}
    </Row>
  );
}

interface CountsRowProps {
  readonly last: SelfCheck | null;
  readonly work: Work;
  readonly onCheck: () => void;
  readonly onRecount: () => void;
}

function CountsRow({ last, work, onCheck, onRecount }: CountsRowProps) {
  const nowMs = useNow();
  const words = messages.health;
  const isUnsound = last?.isSound === false;
  const isBusy = work !== 'none';
  return (
    <Row
      tone={isUnsound ? 'look' : last === null ? 'quiet' : 'well'}
      title={last === null ? words.selfUnchecked : isUnsound ? words.disagree(last.findings.length) : words.agree}
      text={
        last === null
          ? words.selfUncheckedText
          : words.selfChecked(formatAgo(last.checkedAtMs, nowMs), last.photos, formatDuration(last.durationMs))
      }
      actions={
        <>
          {isUnsound ? (
            <Button variant="primary" isDisabled={isBusy} onPress={onRecount}>
              {work === 'recount' ? <Spinner /> : null}
              {words.recount}
            </Button>
          ) : null}
          <Button isDisabled={isBusy} onPress={onCheck}>
            {work === 'selfCheck' ? <Spinner /> : null}
            {work === 'selfCheck' ? words.selfChecking : words.selfCheckNow}
          </Button>
        </>
      }
    >
      {isUnsound ? <Findings check={last} /> : null}
    </Row>
  );
}

function Findings({ check }: { readonly check: SelfCheck }) {
  const words = messages.health;
  const more = check.findings.length - MOST_FINDINGS;
  return (
    <>
      <table className="health-table selectable">
        <caption className="visually-hidden">{words.findings}</caption>
        <thead>
          <tr>
            <th scope="col">{words.findingWhat}</th>
            <th scope="col">{words.findingKept}</th>
            <th scope="col">{words.findingCounted}</th>
          </tr>
        </thead>
        <tbody>
          {check.findings.slice(0, MOST_FINDINGS).map(({ what, kept, counted }) => (
            <tr key={what}>
              <td>{said(what)}</td>
              <td>{formatCount(kept)}</td>
              <td>{formatCount(counted)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 ? <p className="health-more-findings">{words.andMore(more)}</p> : null}
    </>
  );
}

function BacklogRow({ backlog }: { readonly backlog: Health['backlog'] }) {
  const words = messages.health;
  const { toRead, toDescribe, toReconcile } = backlog;
  if (toRead + toDescribe + toReconcile === 0) return <Row tone="well" title={words.noBacklog} />;
  return <Row tone="quiet" title={words.backlog} text={words.backlogText(toRead, toDescribe, toReconcile)} />;
}
