import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { Card } from '../../parts/index.ts';

/** Light, dark, or as the machine has it; kept in this browser. */
export function AppearanceCard() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Card title="Appearance" aside="in this browser">
      <SegmentedControl
        aria-label="Light or dark"
        value={colorScheme}
        onChange={(value) => setColorScheme(value as typeof colorScheme)}
        data={[
          { value: 'auto', label: 'As this machine' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
    </Card>
  );
}
