import type { Answers } from '../../../preload/contract/api.js';
import type { Availability, LibraryId } from '../../../preload/contract/model.js';
import { notProbed } from '../../libraries/availability.js';
import type { LibraryService } from '../../libraries/library-service.js';
import type { EngineControl } from '../control.js';

type Calls =
  | 'addLibrary'
  | 'renameLibrary'
  | 'relocateLibrary'
  | 'trustLibrary'
  | 'setLibraryMarker'
  | 'setIgnorePatterns'
  | 'settleLoss'
  | 'removeLibrary';

export function libraryAnswers(libraries: LibraryService, control: EngineControl): Pick<Answers<'engine'>, Calls> {
  const { states, changes } = control;
  const availability = (): ReadonlyMap<LibraryId, Availability> =>
    new Map([...states].map(([id, state]) => [id, state.announced]));
  return {
    addLibrary: async (request) => {
      const { id } = await libraries.add(request);
      control.attach(id);
      await control.probeAll();
      control.tickSoon();
      control.interrupt();
      return libraries.summary(id, availability());
    },
    renameLibrary: ({ libraryId, name }) => {
      libraries.rename(libraryId, name);
      changes.add('libraries');
      return libraries.summary(libraryId, availability());
    },
    relocateLibrary: async (request) => {
      await libraries.relocate(request);
      await control.detach(request.libraryId);
      control.attach(request.libraryId);
      await control.probeAll();
      control.tickSoon();
      return libraries.summary(request.libraryId, availability());
    },
    trustLibrary: async ({ libraryId }) => {
      await libraries.trust(libraryId);
      const state = control.states.get(libraryId);
      if (state?.availability.reason === 'root_empty') state.trustsEmptyRoot = true;
      await control.probeAll();
      control.tickSoon();
      return libraries.summary(libraryId, availability());
    },
    setLibraryMarker: async ({ libraryId, present }) => {
      await libraries.setMarker(libraryId, present, control.states.get(libraryId)?.availability ?? notProbed);
      changes.add('libraries');
      return libraries.summary(libraryId, availability());
    },
    setIgnorePatterns: async ({ libraryId, patterns }) => {
      const checked = libraries.setIgnorePatterns(libraryId, patterns);
      const state = control.states.get(libraryId);
      state?.ignore(checked);
      await control.inSteps(libraries.forgetIgnored(libraryId));
      control.tickSoon();
      control.interrupt();
      changes.add('libraries', 'photos', 'tags', 'insights', 'health');
      return libraries.summary(libraryId, availability());
    },
    settleLoss: async ({ libraryId, accept }) => {
      if (accept) await control.inSteps(libraries.acceptLoss(libraryId));
      else libraries.lookAgain(libraryId);
      control.states.get(libraryId)?.requestFullScan(false);
      control.tickSoon();
      changes.add('libraries', 'photos', 'health');
      return libraries.summary(libraryId, availability());
    },
    removeLibrary: async ({ libraryId }) => {
      await control.detach(libraryId);
      await control.inSteps(libraries.remove(libraryId));
      control.announceAvailability();
      changes.add('libraries', 'photos', 'tags', 'insights');
      return null;
    },
  };
}
