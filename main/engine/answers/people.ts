import type { Answers } from '../../../preload/contract/api.js';
import type { Edit, EditId } from '../../../preload/contract/model.js';
import { getEdit } from '../../dao/edits.js';
import { confirmFaces, hidePerson, joinPeople, namePerson, partFaces, partPeople } from '../../dao/people.js';
import { beginDeletingFaces, isDeletingFaces } from '../../dao/photo-faces.js';
import { AppFailure } from '../../db/failure.js';
import type { WriteDb } from '../../db/open.js';
import type { Looks } from '../../vision/looks.js';
import type { ActivityBoard } from '../activity.js';
import type { EngineControl } from '../control.js';

type Calls =
  | 'setFaceGrouping'
  | 'deleteFaces'
  | 'namePerson'
  | 'joinPeople'
  | 'partPeople'
  | 'confirmFaces'
  | 'partFaces'
  | 'hidePerson';

export interface PeopleParts {
  readonly db: WriteDb;
  readonly looks: Looks;
  readonly activity: ActivityBoard;
  readonly control: EngineControl;
  /** Answers how many faces there were. */
  readonly deleteAll: () => Promise<number>;
  readonly nowMs: () => number;
}

export function peopleAnswers({
  db,
  looks,
  activity,
  control,
  deleteAll,
  nowMs,
}: PeopleParts): Pick<Answers<'engine'>, Calls> {
  const { changes } = control;
  const edited = (id: EditId): Edit => {
    changes.add('people', 'tags', 'photos');
    changes.flush();
    // What is made of groups is made again, so that the next question is the right one.
    control.tickSoon();
    return getEdit(db, id);
  };
  const editedOrNot = (id: EditId | null): Edit | null => (id === null ? null : edited(id));
  const announce = (): void => {
    activity.looking = { ...activity.snapshot().looking, groupsFaces: looks.keepsFaces };
    changes.add('signals', 'people');
  };
  return {
    setFaceGrouping: ({ on }) => {
      if (on && isDeletingFaces(db)) {
        throw new AppFailure('edit_impossible', 'Face data is still being deleted. Try again in a moment.', {}, true);
      }
      looks.turnFaces(on);
      announce();
      if (on) control.tickSoon();
      else control.interrupt();
      return activity.snapshot();
    },
    deleteFaces: async () => {
      beginDeletingFaces(db);
      announce();
      control.interrupt();
      const faces = await deleteAll();
      changes.flush();
      return { faces };
    },
    namePerson: ({ personId, name }) => edited(namePerson(db, personId, name, nowMs())),
    joinPeople: ({ personId, otherId }) => edited(joinPeople(db, personId, otherId, nowMs())),
    partPeople: ({ personId, otherId }) => edited(partPeople(db, personId, otherId, nowMs())),
    confirmFaces: ({ personId, faceIds }) => editedOrNot(confirmFaces(db, personId, faceIds, nowMs())),
    partFaces: ({ personId, faceIds, areIgnored }) =>
      editedOrNot(partFaces(db, personId, faceIds, areIgnored, nowMs())),
    hidePerson: ({ personId, isHidden }) => editedOrNot(hidePerson(db, personId, isHidden, nowMs())),
  };
}
