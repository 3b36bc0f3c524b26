import { ArrowRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { call, toAppError, type LineageId, type ReplacedFile } from '../../api/index.js';
import { formatAgo } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { Button, Dialog, showToast, useNow } from '../../ui/index.js';
import { settleReplaced } from './actions.js';
import { PartList } from './PartList.js';
import { Thumbnail } from './Thumbnail.js';
import { readUpTo, usePages, type PageRequest } from './use-pages.js';

const load = (page: PageRequest): Promise<readonly ReplacedFile[]> => call('replacedFiles', page);

interface Question {
  readonly lineageIds: LineageId[];
  readonly carry: boolean;
}

export function ReplacedPart() {
  const pages = usePages(load);
  const [question, setQuestion] = useState<Question | null>(null);
  const words = messages.health;
  const askForAll = async (carry: boolean): Promise<void> => {
    try {
      const { items } = await readUpTo(load, Infinity);
      setQuestion({ lineageIds: items.map(({ id }) => id), carry });
    } catch (cause) {
      showToast(toAppError(cause).message, { tone: 'error' });
    }
  };
  const settle = async (lineageIds: LineageId[], carry: boolean): Promise<void> => {
    if (await settleReplaced(lineageIds, carry)) pages.reload();
  };
  const hasSeveral = (pages.items?.length ?? 0) > 1;
  return (
    <PartList
      title={words.replacedTitle}
      intro={words.replacedIntro}
      noneTitle={words.replacedNone}
      noneText={words.replacedNoneText}
      pages={pages}
      actions={
        hasSeveral ? (
          <div className="health-part-actions">
            <Button onPress={() => void askForAll(false)}>{words.otherAll}</Button>
            <Button onPress={() => void askForAll(true)}>{words.carryAll}</Button>
            {question === null ? null : (
              <AllDialog
                question={question}
                onAnswer={(isYes) => {
                  setQuestion(null);
                  if (isYes) void settle(question.lineageIds, question.carry);
                }}
              />
            )}
          </div>
        ) : null
      }
    >
      {(item) => <ReplacedItem key={item.id} item={item} onSettle={(carry) => settle([item.id], carry)} />}
    </PartList>
  );
}

interface AllDialogProps {
  readonly question: Question;
  readonly onAnswer: (isYes: boolean) => void;
}

function AllDialog({ question, onAnswer }: AllDialogProps) {
  const words = messages.health;
  const { carry, lineageIds } = question;
  const count = lineageIds.length;
  const cancel = (): void => {
    onAnswer(false);
  };
  return (
    <Dialog title={carry ? words.carryAllTitle(count) : words.otherAllTitle(count)} isAlert onClose={cancel}>
      <p className="health-dialog-text">{carry ? words.carryAllText : words.otherAllText}</p>
      <div className="dialog-actions">
        <Button onPress={cancel}>{words.cancel}</Button>
        <Button
          variant="primary"
          onPress={() => {
            onAnswer(true);
          }}
        >
          {carry ? words.carryAll : words.otherAll}
        </Button>
      </div>
    </Dialog>
  );
}

interface ReplacedItemProps {
  readonly item: ReplacedFile;
  readonly onSettle: (carry: boolean) => Promise<void>;
}

function ReplacedItem({ item, onSettle }: ReplacedItemProps) {
  const [isBusy, setIsBusy] = useState(false);
  const nowMs = useNow();
  const words = messages.health;
  const path = words.inLibrary(item.libraryName, item.relPath);
  const has = words.replacedHas(item.tagNames.join(', '), item.insights);
  const settle = async (carry: boolean): Promise<void> => {
    setIsBusy(true);
    await onSettle(carry);
    setIsBusy(false);
  };
  return (
    <li className="health-item health-replaced" data-testid="replaced-file">
      <div className="health-compare">
        <Side title={words.before}>
          <Thumbnail hash={item.fromHash} turn={item.fromTurn} label={words.before} />
        </Side>
        <ArrowRight size={16} aria-hidden="true" />
        <Side title={words.after}>
          <Thumbnail hash={item.toHash} turn={item.toTurn} label={words.after} />
        </Side>
      </div>
      <div className="health-item-body">
        <h3 className="health-path selectable">{path}</h3>
        <p className="health-quiet">{words.replacedSeen(formatAgo(item.observedAtMs, nowMs))}</p>
        <p>{has === '' ? words.replacedHasNothing : has}</p>
        <div className="health-item-actions">
          <Button label={words.carryOf(path)} isDisabled={isBusy} onPress={() => void settle(true)}>
            {words.carry}
          </Button>
          <Button label={words.otherOf(path)} isDisabled={isBusy} onPress={() => void settle(false)}>
            {words.other}
          </Button>
        </div>
      </div>
    </li>
  );
}

function Side({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <figure>
      {children}
      <figcaption>{title}</figcaption>
    </figure>
  );
}
