import { BrainCircuit, DatabaseBackup, Gauge, HardDrive, Info, SlidersHorizontal, X } from 'lucide-react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { messages } from '../../lib/messages.js';
import { Dialog, IconButton } from '../../ui/index.js';
import { BackupsSection } from '../backups/index.js';
import { OwnModelSection } from '../own-model/index.js';
import { openPanel, showSettingsTab, useView, type SettingsTab } from '../view/index.js';
import { AboutSection } from './AboutSection.js';
import { GeneralSection } from './GeneralSection.js';
import { LibrariesSection } from './LibrariesSection.js';
import { WorkSection } from './WorkSection.js';
import './settings.css';

const tabs: readonly SettingsTab[] = ['libraries', 'work', 'own_model', 'backups', 'general', 'about'];

const close = (): void => {
  openPanel('none');
};

export function SettingsDialog() {
  const isOpen = useView((state) => state.panel === 'settings');
  const tab = useView((state) => state.settingsTab);
  if (!isOpen) return null;
  return (
    <Dialog title={messages.settings.title} size="large" hideTitle onClose={close}>
      <Tabs
        orientation="vertical"
        className="settings"
        data-testid="settings"
        selectedKey={tab}
        onSelectionChange={(key) => {
          showSettingsTab(tabs.find((id) => id === key) ?? 'libraries');
        }}
      >
        <div className="settings-side">
          <h2>{messages.settings.title}</h2>
          <TabList aria-label={messages.settings.title} className="settings-tabs">
            <Tab id="libraries" className="settings-tab">
              <HardDrive size={15} />
              {messages.settings.libraries}
            </Tab>
            <Tab id="work" className="settings-tab">
              <Gauge size={15} />
              {messages.work.title}
            </Tab>
            <Tab id="own_model" className="settings-tab">
              <BrainCircuit size={15} />
              {messages.ownModel.title}
            </Tab>
            <Tab id="backups" className="settings-tab">
              <DatabaseBackup size={15} />
              {messages.backups.title}
            </Tab>
            <Tab id="general" className="settings-tab">
              <SlidersHorizontal size={15} />
              {messages.settings.general}
            </Tab>
            <Tab id="about" className="settings-tab">
              <Info size={15} />
              {messages.settings.about}
            </Tab>
          </TabList>
        </div>
        <TabPanel id="libraries" className="settings-panel">
          <LibrariesSection />
        </TabPanel>
        <TabPanel id="work" className="settings-panel scroll">
          <WorkSection />
        </TabPanel>
        <TabPanel id="own_model" className="settings-panel scroll">
          <OwnModelSection />
        </TabPanel>
        <TabPanel id="backups" className="settings-panel scroll">
          <BackupsSection />
        </TabPanel>
        <TabPanel id="general" className="settings-panel scroll">
          <GeneralSection />
        </TabPanel>
        <TabPanel id="about" className="settings-panel scroll">
          <AboutSection />
        </TabPanel>
        <IconButton label={messages.settings.close} className="settings-close" onPress={close}>
          <X size={16} />
        </IconButton>
      </Tabs>
    </Dialog>
  );
}
