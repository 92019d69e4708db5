import { NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { Card } from '../../parts/index.ts';
import { type Draft, withValue } from './draft.ts';
import { type Fault, faultOf } from './faults.tsx';
import classes from './policy.module.css';

const CEILINGS = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: `${value} of 5` }));

/** What holds for every step: who says yes, how often, when, from which sum on. */
export function RulesCard({
  draft,
  yaml,
  faults,
  onChange,
}: {
  draft: Draft;
  yaml: string;
  faults: readonly Fault[];
  onChange: ((yaml: string) => void) | null;
}) {
  const set = (path: (string | number)[], value: unknown) =>
    onChange?.(withValue(yaml, path, value));
  const fault = (name: string) => faultOf(faults, name);
  const readOnly = onChange === null;
  return (
    <Card title="What always holds">
      <fieldset className={classes.fields} data-bare="true" disabled={readOnly}>
        <legend className="visually-hidden">What always holds</legend>
        <TextInput
          label="Name"
          value={draft.name}
          error={fault('name')}
          onChange={(event) => set(['name'], event.currentTarget.value)}
        />
        <div className={classes.wide}>
          <span className={classes.label} id="policy-mode">
            What waits for your yes
          </span>
          <SegmentedControl
            fullWidth
            aria-labelledby="policy-mode"
            value={draft.mode}
            disabled={readOnly}
            onChange={(value) => set(['mode'], value)}
            data={[
              { value: 'draft', label: 'Everything' },
              { value: 'approve', label: 'Steps marked so' },
              { value: 'automatic', label: 'Nothing' },
            ]}
          />
          {fault('mode') && <p className={classes.fault}>{fault('mode')}</p>}
        </div>
        <NumberInput
          label="Days between messages"
          min={1}
          max={90}
          value={draft.minGapDays}
          error={fault('minGapDays')}
          onChange={(value) => set(['minGapDays'], Number(value) || 0)}
        />
        <TextInput
          label="Least sum worth a message"
          inputMode="decimal"
          value={draft.minBalance}
          error={fault('minBalance')}
          onChange={(event) => set(['minBalance'], event.currentTarget.value)}
        />
        <Select
          label="Never firmer than"
          data={CEILINGS}
          value={String(draft.toneCeiling)}
          error={fault('toneCeiling')}
          onChange={(value) => set(['toneCeiling'], Number(value))}
          allowDeselect={false}
        />
        <TextInput
          label="Leaves from"
          type="time"
          value={draft.window.from}
          error={fault('window.from')}
          onChange={(event) => set(['window', 'from'], event.currentTarget.value)}
        />
        <TextInput
          label="to, on their clock"
          type="time"
          value={draft.window.to}
          error={fault('window.to')}
          onChange={(event) => set(['window', 'to'], event.currentTarget.value)}
        />
      </fieldset>
    </Card>
  );
}
