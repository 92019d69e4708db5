import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  Input,
  type MantineColorsTuple,
  Modal,
  SegmentedControl,
} from '@mantine/core';

/** The green of the house from sage to ink; the primary is dark enough for white text (AA). */
const green: MantineColorsTuple = [
  '#eef5f1',
  '#e3eee8',
  '#c9ded4',
  '#9cc3b2',
  '#6fa48f',
  '#478571',
  '#2f6f5c',
  '#21584a',
  '#1a473b',
  '#12352c',
];

/** The dark side of the paper: what Mantine paints its fields and menus with at night. */
const dark: MantineColorsTuple = [
  '#f0eadd',
  '#d3ccbd',
  '#aab4ad',
  '#7d8a83',
  '#3a4741',
  '#2b3631',
  '#18201c',
  '#111714',
  '#0d120f',
  '#080b09',
];

const serif = { fontFamily: 'var(--serif)', fontSize: '1.25rem', fontWeight: 600 };
const raised = { background: 'var(--card)' };

/** Mantine's side of LOOK: its components in the house's colours, radii and letters. */
export const theme = createTheme({
  primaryColor: 'green',
  primaryShade: { light: 7, dark: 6 },
  colors: { green, dark },
  fontFamily: '"Inter Variable", Inter, system-ui, sans-serif',
  headings: { fontFamily: 'var(--serif)', fontWeight: '600' },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  defaultRadius: 8,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { fw: 600 } }),
    Drawer: Drawer.extend({
      defaultProps: { position: 'right', overlayProps: { backgroundOpacity: 0.25 } },
      styles: { title: serif },
    }),
    // What a field is about stands under it, so that fields side by side line up.
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    }),
    SegmentedControl: SegmentedControl.extend({
      // On a phone a long one scrolls by itself, the page does not.
      styles: {
        root: { background: 'var(--stone-paper)', maxWidth: '100%', overflowX: 'auto' },
      },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        radius: 12,
        overlayProps: { backgroundOpacity: 0.25 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
      styles: { content: raised, header: raised, title: serif },
    }),
  },
});

const shared = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--soft)',
  '--mantine-color-anchor': 'var(--green)',
  '--mantine-color-default': 'var(--card)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-default-hover': 'var(--panel)',
  '--mantine-color-placeholder': 'var(--soft)',
  '--mantine-color-error': 'var(--clay-ink)',
  '--mantine-color-green-light': 'var(--sage)',
  '--mantine-color-green-light-hover': 'var(--sage-hover)',
  '--mantine-color-green-light-color': 'var(--sage-ink)',
  '--mantine-primary-color-filled': 'var(--action)',
  '--mantine-primary-color-filled-hover': 'var(--action-hover)',
};

/** Puts the tokens of tokens.css where Mantine looks for its own colours. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: shared,
  dark: shared,
});
