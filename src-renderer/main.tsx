/** The window: words of the right language, then the app. */
import '@fontsource-variable/inter/wght.css';
import '@fontsource/jetbrains-mono/400.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './app/theme/tokens.css';
import './app/theme/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { speak } from './app/i18n.ts';
import { queries, queryClient } from './app/queries.ts';
import { rememberedSettings } from './app/remembered-settings.ts';

// Opens the connection while React gets ready. What can change is asked for together with its changes, later.
void queryClient.prefetchQuery(queries.catalog.modules());
await speak(rememberedSettings().language);

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
