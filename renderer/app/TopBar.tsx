import { ArrowLeft, Funnel, Image, PanelLeft, PanelRight, Settings, Sparkles, X } from 'lucide-react';
import type { CommandId, GridView } from '../api/index.js';
import { isScanning, useActivity } from '../features/activity/index.js';
import { photosBetween, selectNone, usePhotos } from '../features/photos/index.js';
import { openCalendar } from '../features/calendar/index.js';
import { openMap } from '../features/map/index.js';
import { SearchField } from '../features/search/index.js';
import {
  hasOwnOrder,
  isHealthView,
  leaveAside,
  openPanel,
  ROW_HEIGHT,
  sameView,
  setRowHeight,
  showHealth,
  showsPhotos,
  toggleFilterBar,
  toggleInspector,
  toggleSidebar,
  useView,
} from '../features/view/index.js';
import { commandCaps } from '../lib/keys.js';
import { messages } from '../lib/messages.js';
import { isMac } from '../lib/platform.js';
import { sizeOf } from '../lib/range-set.js';
import { IconButton, Slider, Spinner } from '../ui/index.js';
import { act, leavePage } from './commands.js';
import { OrderMenu } from './OrderMenu.js';
import { useViewTitle } from './view-title.js';

function shortcutOf(command: CommandId): string {
  return commandCaps(command, isMac).join(' ');
}

export function TopBar({ isFirstStart }: { readonly isFirstStart: boolean }) {
  const title = useViewTitle();
  const view = useView((state) => state.view);
  const sidebarOpen = useView((state) => state.sidebarOpen);
  const filterBarOpen = useView((state) => state.filterBarOpen);
  const rowHeight = useView((state) => state.rowHeight);
  const model = usePhotos((state) =>
    state.shownView !== null && sameView(state.shownView, view) ? state.model : null,
  );
  const selected = usePhotos((state) => sizeOf(state.selection));
  const isBusy = useActivity((state) => isScanning(state.activity));
  const page = useView((state) => state.page);
  const isInHealth = useView((state) => state.page === 'health' && state.healthPart !== 'overview');
  if (isFirstStart) {
    return (
      <header className="top-bar">
        <h1 className="visually-hidden">{messages.appName}</h1>
        <span className="top-bar-space" />
        <IconButton
          label={messages.sidebar.settings}
          shortcut={shortcutOf('settings')}
          onPress={() => {
            openPanel('settings');
          }}
        >
          <Settings size={16} />
        </IconButton>
      </header>
    );
  }
  if (page !== 'photos') {
    return (
      <header className="top-bar">
        <SidebarButton />
        <IconButton
          label={isInHealth ? messages.health.back : messages.history.back}
          shortcut="Esc"
          onPress={leavePage}
        >
          <ArrowLeft size={16} />
        </IconButton>
        <h1 className="top-bar-title">{title}</h1>
        {isBusy && !sidebarOpen ? <Spinner /> : null}
        <span className="top-bar-space" />
        {showsPhotos(page) ? <InspectorButton /> : null}
      </header>
    );
  }
  return (
    <header className="top-bar">
      <SidebarButton />
      <BackButton view={view} />
      {isHealthView(view) ? (
        <IconButton
          label={messages.health.back}
          shortcut={shortcutOf('health')}
          onPress={() => {
            showHealth();
          }}
        >
          <ArrowLeft size={16} />
        </IconButton>
      ) : null}
      <h1 className="top-bar-title">{title}</h1>
      {model === null || model.truncated ? null : (
        <span className="top-bar-count" data-testid="photo-count">
          {messages.view.title(photosBetween(model, 0, model.ids.length))}
        </span>
      )}
      {isBusy && !sidebarOpen ? <Spinner /> : null}
      <span className="top-bar-space" />
      <SearchField />
      <span className="top-bar-space" />
      {selected > 0 ? (
        <span className="top-bar-selected">
          {messages.view.selected(selected)}
          <IconButton label={messages.view.clearSelection} shortcut="Esc" onPress={selectNone}>
            <X size={14} />
          </IconButton>
        </span>
      ) : null}
      {/* What is selected has its own in the inspector. */}
      {selected > 0 || model === null || model.truncated || model.ids.length === 0 ? null : (
        <IconButton
          label={messages.describe.all(model.ids.length)}
          shortcut={shortcutOf('describe_view')}
          onPress={() => {
            act({ kind: 'command', command: 'describe_view' }, []);
          }}
        >
          <Sparkles size={16} />
        </IconButton>
      )}
      {hasOwnOrder(view) ? null : <OrderMenu />}
      <span className="top-bar-size">
        <Image size={12} />
        <Slider
          label={messages.view.size}
          value={rowHeight}
          min={ROW_HEIGHT.min}
          max={ROW_HEIGHT.max}
          step={ROW_HEIGHT.step}
          onChange={setRowHeight}
        />
        <Image size={17} />
      </span>
      <IconButton
        label={filterBarOpen ? messages.filter.hide : messages.filter.show}
        shortcut={shortcutOf('toggle_filter')}
        isOn={filterBarOpen}
        onPress={toggleFilterBar}
      >
        <Funnel size={16} />
      </IconButton>
      <InspectorButton />
    </header>
  );
}

/** From an area or a day to where it was chosen, from what is alike to what was shown before. */
function BackButton({ view }: { readonly view: GridView }) {
  if (view.likeLocationId !== undefined) {
    return (
      <IconButton label={messages.like.back} onPress={leaveAside}>
        <ArrowLeft size={16} />
      </IconButton>
    );
  }
  if (view.stackOf !== undefined) {
    return (
      <IconButton label={messages.stacks.back} shortcut={shortcutOf('show_stack')} onPress={leaveAside}>
        <ArrowLeft size={16} />
      </IconButton>
    );
  }
  const isArea = view.bounds !== undefined;
  if (!isArea && view.from === undefined && view.monthDays === undefined) return null;
  return (
    <IconButton
      label={isArea ? messages.map.back : messages.calendar.back}
      shortcut={shortcutOf(isArea ? 'map' : 'calendar')}
      onPress={() => {
        if (isArea) openMap();
        else openCalendar();
      }}
    >
      <ArrowLeft size={16} />
    </IconButton>
  );
}

function InspectorButton() {
  const inspectorOpen = useView((state) => state.inspectorOpen);
  return (
    <IconButton
      label={inspectorOpen ? messages.view.hideInspector : messages.view.showInspector}
      shortcut={shortcutOf('toggle_inspector')}
      onPress={() => {
        toggleInspector();
      }}
    >
      <PanelRight size={16} />
    </IconButton>
  );
}

function SidebarButton() {
  const sidebarOpen = useView((state) => state.sidebarOpen);
  return (
    <IconButton
      label={sidebarOpen ? messages.view.hideSidebar : messages.view.showSidebar}
      shortcut={shortcutOf('toggle_sidebar')}
      onPress={toggleSidebar}
    >
      <PanelLeft size={16} />
    </IconButton>
  );
}
