import { useEffect, useState } from 'react';
import { call, type AppInfo } from '../../api/index.js';
import { messages } from '../../lib/messages.js';

export function AboutSection() {
  const [info, setInfo] = useState<AppInfo | null>(null);
  useEffect(() => {
    call('appInfo', {}).then(setInfo, () => undefined);
  }, []);
  return (
    <>
      <h3 className="settings-title">{messages.appName}</h3>
      {info === null ? null : (
        <dl className="about selectable">
          <dt>{messages.settings.version}</dt>
          <dd>{info.version}</dd>
          <dt>{messages.settings.runtime}</dt>
          <dd>{info.electron}</dd>
          <dt>{messages.settings.platform}</dt>
          <dd>{info.platform}</dd>
          <dt>{messages.settings.dataFolder}</dt>
          <dd>
            {info.dataFolder}
            <p className="settings-quiet">{messages.settings.dataFolderText}</p>
          </dd>
        </dl>
      )}
      <h3 className="settings-title about-sources">{messages.settings.dataSources}</h3>
      <p className="settings-quiet">{messages.settings.dataSourcesText}</p>
      <dl className="about selectable" data-testid="data-sources">
        {messages.settings.sources.map(({ what, source }) => (
          <div key={what} className="about-row">
            <dt>{what}</dt>
            <dd>{source}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
