/** Entry of the one window: runs in the sandboxed renderer, sees the rest of the app only through `api/`. */
import '@fontsource-variable/inter/standard.css';
import './ui/tokens.css';
import './ui/contrast.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { language, locale } from './api/index.js';
import { App } from './app/App.js';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
document.documentElement.lang = language;
createRoot(root).render(
  <StrictMode>
    <I18nProvider locale={locale}>
      <App />
    </I18nProvider>
  </StrictMode>,
);
