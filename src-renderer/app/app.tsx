/** Composition of the window: theme, queries, router, frame, pages. */
import { MantineProvider, MantineThemeProvider, useMantineColorScheme } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { Frame } from './frame/frame.tsx';
import { speak } from './i18n.ts';
import { queryClient } from './queries.ts';
import { remember, rememberedSettings } from './remembered-settings.ts';
import { Routes } from './routes.tsx';
import { useSettings } from './settings.ts';
import { cssVariables, theme } from './theme/theme.ts';

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme={schemeOf(rememberedSettings().theme)}>
      <QueryClientProvider client={queryClient}>
        <Router hook={useHashLocation}>
          <Applied />
          <Frame>
            <Routes />
          </Frame>
          <Notices />
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** A notice can be closed by somebody who cannot see its cross. */
function Notices() {
  const { t } = useTranslation('common');
  return (
    <MantineThemeProvider theme={{ components: { Notification: { defaultProps: { closeButtonProps: { 'aria-label': t('close') } } } } }}>
      <Notifications position="bottom-right" limit={4} zIndex={1000} />
    </MantineThemeProvider>
  );
}

/** Settings that change the whole window. */
function Applied() {
  const { settings } = useSettings();
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    remember(settings);
    setColorScheme(schemeOf(settings.theme));
    void speak(settings.language);
  }, [settings, setColorScheme]);
  return null;
}

function schemeOf(choice: 'light' | 'dark' | 'system') {
  return choice === 'system' ? 'auto' : choice;
}
