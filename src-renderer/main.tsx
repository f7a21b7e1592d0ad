/** The window: what its first screen shows, words of the right language, then the app. */
import '@fontsource-variable/inter/wght.css';
import '@fontsource/jetbrains-mono/400.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './app/theme/tokens.css';
import './app/theme/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { followLabChanges } from './app/changes.ts';
import { loadFirstScreen } from './app/first-screen.ts';
import { speak } from './app/i18n.ts';

followLabChanges();
const { language } = await loadFirstScreen();
await speak(language);

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
