/** Mantine tuned to our tokens: one accent, 4 px grid, five sizes of type, radius 6, borders before shadows. */
import { type CSSVariablesResolver, createTheme } from '@mantine/core';

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 3 },
  colors: {
    accent: ['#eef3fb', '#dbe6f6', '#b8cdee', '#8fb3ea', '#6a94d8', '#4a7acb', '#2f62b8', '#28549f', '#214583', '#193564'],
    // The shades of --b-failed: Mantine's own red is too pale for words in either theme.
    red: ['#fdf1f0', '#fbe0dd', '#f5bdb8', '#f08a80', '#e2766c', '#c4463d', '#b3322b', '#9a2a24', '#7f221d', '#651b17'],
    dark: ['#e2e5ea', '#c3c9d1', '#a0a8b4', '#7c8592', '#3a414b', '#2e333b', '#22262c', '#1b1e23', '#15171b', '#111317'],
  },
  fontFamily: 'var(--b-font-text)',
  fontFamilyMonospace: 'var(--b-font-mono)',
  fontSizes: { xs: '13px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.6', xl: '1.6' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '28px', lineHeight: '1.25' },
      h2: { fontSize: '20px', lineHeight: '1.3' },
      h3: { fontSize: '16px', lineHeight: '1.4' },
      h4: { fontSize: '14px', lineHeight: '1.4' },
    },
  },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'md',
  shadows: { xs: 'none', sm: 'none', md: '0 4px 16px rgb(0 0 0 / 0.10)', lg: '0 8px 24px rgb(0 0 0 / 0.14)', xl: '0 12px 32px rgb(0 0 0 / 0.18)' },
  respectReducedMotion: true,
  // Plain objects rather than `Button.extend(…)`: the theme must not load components that the first screen does not show.
  components: {
    // Said although it is the default: only then can base.css find filled buttons.
    Button: { defaultProps: { size: 'xs', variant: 'filled' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', allowDeselect: false } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true, events: { hover: true, focus: true, touch: false } } },
    // The placeholder that takes the first focus is no item, which a menu may not hold.
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 120 }, withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 120 } } },
    Tabs: { defaultProps: { keepMounted: false } },
  },
});

const surfaces = {
  '--mantine-color-body': 'var(--b-bg)',
  '--mantine-color-text': 'var(--b-text)',
  '--mantine-color-dimmed': 'var(--b-muted)',
  '--mantine-color-placeholder': 'var(--b-muted)',
  '--mantine-color-default': 'var(--b-surface)',
  '--mantine-color-default-hover': 'var(--b-hover)',
  '--mantine-color-default-border': 'var(--b-border-strong)',
  '--mantine-color-default-color': 'var(--b-text)',
  '--mantine-color-anchor': 'var(--b-accent)',
  '--mantine-color-error': 'var(--b-failed)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: surfaces, dark: surfaces });
