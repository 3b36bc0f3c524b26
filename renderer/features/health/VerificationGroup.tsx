import type { Health } from '../../api/index.js';
import { formatAgo } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { Button, ProgressBar, useNow } from '../../ui/index.js';
import { cancelVerification, progressText, useActivity } from '../activity/index.js';
import { verifyFiles } from './actions.js';
import { Group, Row } from './Row.js';

export function VerificationGroup({ health }: { readonly health: Health }) {
  const items = useActivity((state) => state.activity.items);
  const nowMs = useNow();
  const words = messages.health;
  const { files, due, oldestVerifiedAtMs, intervalDays } = health.verification;
  const running = items.filter((item) => item.kind === 'verify');
  const text = [
    words.verificationIdle,
    files === 0 ? null : words.verificationText(due, intervalDays),
    oldestVerifiedAtMs === null ? null : words.verificationOldest(formatAgo(oldestVerifiedAtMs, nowMs)),
  ]
    .filter((part) => part !== null)
    .join(' ');
  return (
    <Group title={words.verification}>
      <Row
        tone={files === 0 ? 'quiet' : 'well'}
        title={files === 0 ? words.noneVerified : words.verified(files)}
        text={text}
        actions={
          running.length > 0 ? (
            <Button onPress={cancelVerification}>{words.verifyStop}</Button>
          ) : (
            <Button isDisabled={files === 0} onPress={() => void verifyFiles()}>
              {words.verifyNow}
            </Button>
          )
        }
      >
        {running.map((item) => (
          <div key={item.id} className="health-progress">
            <span>{progressText(item)}</span>
            <ProgressBar label={words.verifying} done={item.done} total={item.total} />
          </div>
        ))}
      </Row>
    </Group>
  );
}
