import { useEffect, useState } from 'react';
import { said } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { AskingDialog, Button, Checkbox, Dialog } from '../../ui/index.js';
import { useActivity } from '../activity/index.js';
import { openPanel } from '../view/index.js';
import { deleteFaces, openPeople, setFaceGrouping, startFaceCounts, usePeople } from './store.js';
import './people.css';

/** Whether faces are kept and grouped, what is kept, and how all of it is deleted. */
export function FaceSettings() {
  const words = messages.faces;
  const { isOn: isLooking, groupsFaces, trouble } = useActivity((state) => state.activity.looking);
  const counts = usePeople((state) => state.counts);
  const [isBusy, setIsBusy] = useState(false);
  const [question, setQuestion] = useState<'stop' | 'delete' | null>(null);
  useEffect(startFaceCounts, []);
  const isKept = counts !== null && counts.faces > 0;
  const turn = async (on: boolean): Promise<void> => {
    setIsBusy(true);
    await setFaceGrouping(on);
    setIsBusy(false);
  };
  return (
    <section className="work-part" aria-labelledby="work-people" data-testid="face-settings">
      <h4 id="work-people">{messages.people.title}</h4>
      <Checkbox
        className="work-limit"
        isChecked={groupsFaces}
        isDisabled={isBusy || (!isLooking && !groupsFaces) || counts?.isDeleting === true}
        onChange={(on) => {
          if (!on && isKept) setQuestion('stop');
          else void turn(on);
        }}
      >
        <span>
          {words.turnOn}
          <span className="work-limit-text">{words.text}</span>
          {isLooking ? null : <span className="work-limit-text">{words.needsLooking}</span>}
        </span>
      </Checkbox>
      {counts === null || (!groupsFaces && !isKept) ? null : (
        <p className="settings-quiet" role="status">
          {counts.isDeleting
            ? words.deleting
            : words.counts(counts.faces, counts.people, groupsFaces ? counts.waiting : 0)}
        </p>
      )}
      {counts === null || counts.failed === 0 ? null : <p className="settings-quiet">{words.failed(counts.failed)}</p>}
      {groupsFaces && trouble !== null ? <p className="settings-quiet selectable">{said(trouble)}</p> : null}
      {isKept ? (
        <div className="work-actions">
          <Button
            onPress={() => {
              openPanel('none');
              openPeople();
            }}
          >
            {words.show}
          </Button>
          <Button
            onPress={() => {
              setQuestion('delete');
            }}
          >
            {words.deleteAll}
          </Button>
        </div>
      ) : null}
      {question === 'stop' ? (
        <StopDialog
          faces={counts?.faces ?? 0}
          onClose={() => {
            setQuestion(null);
          }}
          onKeep={() => {
            setQuestion(null);
            void turn(false);
          }}
          onDelete={() => {
            setQuestion('delete');
          }}
        />
      ) : null}
      {question === 'delete' ? (
        <AskingDialog
          title={words.deleteTitle}
          doIt={words.deleteDo}
          cancel={words.cancel}
          isDanger
          isReady
          onClose={() => {
            setQuestion(null);
          }}
          onDo={async () => {
            const error = await deleteFaces();
            if (error === null) setQuestion(null);
            return error;
          }}
        >
          <p>{words.deleteText(counts?.faces ?? 0)}</p>
          <p className="quiet">{words.deleteBackups}</p>
        </AskingDialog>
      ) : null}
    </section>
  );
}

interface StopDialogProps {
  readonly faces: number;
  readonly onClose: () => void;
  readonly onKeep: () => void;
  readonly onDelete: () => void;
}

function StopDialog({ faces, onClose, onKeep, onDelete }: StopDialogProps) {
  const words = messages.faces;
  return (
    <Dialog title={words.stopTitle} onClose={onClose}>
      <p>{words.stopText(faces)}</p>
      <div className="dialog-actions">
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button onPress={onDelete}>{words.stopDelete}</Button>
        <Button variant="primary" onPress={onKeep}>
          {words.stopKeep}
        </Button>
      </div>
    </Dialog>
  );
}
