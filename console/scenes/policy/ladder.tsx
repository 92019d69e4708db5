import { Button, NumberInput, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { Fragment, useState } from 'react';
import type { PolicyShown } from '../../../server/chase/policy-api.ts';
import { Card, stepWords, ToneDots, useKeys, useRowWalk } from '../../parts/index.ts';
import { type Draft, type DraftStep, withNewStep, withoutStep, withValue } from './draft.ts';
import { type Fault, faultOf } from './faults.tsx';
import classes from './policy.module.css';

/** The steps in order of time; each opens to its fields. */
export function Ladder({
  policy,
  draft,
  yaml,
  faults,
  notes,
  onChange,
}: {
  policy: PolicyShown;
  draft: Draft;
  yaml: string;
  faults: readonly Fault[];
  notes: PolicyShown['notes'];
  /** Null for somebody who may only look. */
  onChange: ((yaml: string) => void) | null;
}) {
  const [opened, setOpened] = useState<number | null>(null);
  const walk = useRowWalk(draft.steps.length);
  const toggle = (index: number) => setOpened(opened === index ? null : index);
  useKeys({
    j: walk.next,
    k: walk.previous,
    enter: walk.active >= 0 ? () => toggle(walk.active) : undefined,
  });
  const dueAt = draft.steps.findIndex((step) => step.offset >= 0);
  return (
    <Card flush label="The ladder">
      <ol className={classes.ladder}>
        {draft.steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place while it is renamed
          <Fragment key={index}>
            {index === dueAt && <li className={classes.dueDay}>due day</li>}
            <li className={classes.rung} {...walk.row(index)}>
              <button
                type="button"
                className={classes.rungHead}
                aria-expanded={opened === index}
                onClick={() => toggle(index)}
              >
                <StepLine
                  step={step}
                  counts={policy.steps.find((one) => one.id === step.id)}
                  notes={notes.filter((note) => note.step === step.id)}
                />
              </button>
              {opened === index && (
                <StepFields
                  step={step}
                  index={index}
                  faults={faults}
                  readOnly={onChange === null}
                  onSet={(name, value) =>
                    onChange?.(withValue(yaml, ['steps', index, name], value))
                  }
                  onRemove={() => {
                    setOpened(null);
                    onChange?.(withoutStep(yaml, index));
                  }}
                />
              )}
            </li>
          </Fragment>
        ))}
      </ol>
      {onChange && (
        <div className={classes.addStep}>
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              onChange(withNewStep(yaml));
              setOpened(draft.steps.length);
            }}
          >
            Add a step
          </Button>
        </div>
      )}
    </Card>
  );
}

const CHANNELS: Record<string, string> = {
  email: 'email',
  phone: 'phone',
  propose: 'put before you',
};

function StepLine({
  step,
  counts,
  notes,
}: {
  step: DraftStep;
  counts: PolicyShown['steps'][number] | undefined;
  notes: PolicyShown['notes'];
}) {
  const unit = step.unit === 'business-days' ? ' business days' : '';
  const now = counts?.now ?? 0;
  const next = counts?.next ?? 0;
  return (
    <>
      <span className={classes.offset}>
        {step.offset > 0 ? `+${step.offset}` : String(step.offset).replace('-', '−')}
        <small>{unit}</small>
      </span>
      <span className={classes.rungName}>
        <strong>{stepWords(step.id)}</strong> · {CHANNELS[step.channel] ?? step.channel}
        <small>
          {step.channel === 'propose'
            ? 'Only ever proposed'
            : step.approval
              ? 'Needs your yes'
              : `wording: ${step.template.replace(/-/g, ' ')}`}
        </small>
        {notes.map((note) => (
          <small key={note.text} className={classes.note}>
            {note.text}
          </small>
        ))}
      </span>
      <ToneDots tone={step.tone} />
      <span className={classes.counts}>
        <span>{now} now</span>
        {next > 0 && <small>{next} next</small>}
      </span>
    </>
  );
}

function StepFields({
  step,
  index,
  faults,
  readOnly,
  onSet,
  onRemove,
}: {
  step: DraftStep;
  index: number;
  faults: readonly Fault[];
  readOnly: boolean;
  onSet: (name: string, value: unknown) => void;
  onRemove: () => void;
}) {
  const fault = (name: string) => faultOf(faults, `steps.${index}.${name}`);
  return (
    <fieldset className={classes.fields} disabled={readOnly}>
      <legend className="visually-hidden">Step {stepWords(step.id)}</legend>
      <TextInput
        label="Name"
        value={step.id}
        error={fault('id')}
        onChange={(event) => onSet('id', event.currentTarget.value)}
      />
      <NumberInput
        label="Days after due"
        description="Negative is before"
        value={step.offset}
        error={fault('offset')}
        allowDecimal={false}
        onChange={(value) => onSet('offset', Number(value) || 0)}
      />
      <Select
        label="Counted in"
        data={[
          { value: 'days', label: 'days' },
          { value: 'business-days', label: 'business days there' },
        ]}
        value={step.unit}
        error={fault('unit')}
        onChange={(value) => onSet('unit', value ?? 'days')}
        allowDeselect={false}
      />
      <Select
        label="By"
        data={Object.entries(CHANNELS).map(([value, label]) => ({ value, label }))}
        value={step.channel}
        error={fault('channel')}
        onChange={(value) => onSet('channel', value ?? 'email')}
        allowDeselect={false}
      />
      <TextInput
        label="Wording"
        value={step.template}
        error={fault('template')}
        onChange={(event) => onSet('template', event.currentTarget.value)}
      />
      <div>
        <span className={classes.label} id={`tone-${index}`}>
          Tone, 1 warm to 5 last notice
        </span>
        <SegmentedControl
          fullWidth
          aria-labelledby={`tone-${index}`}
          data={['1', '2', '3', '4', '5']}
          value={String(step.tone)}
          disabled={readOnly}
          onChange={(value) => onSet('tone', Number(value))}
        />
        {fault('tone') && <p className={classes.fault}>{fault('tone')}</p>}
      </div>
      <Switch
        label="Waits for my yes"
        checked={step.approval}
        onChange={(event) => onSet('approval', event.currentTarget.checked)}
      />
      {!readOnly && (
        <Button variant="subtle" color="gray" c="var(--ink)" size="xs" onClick={onRemove}>
          Take this step out
        </Button>
      )}
    </fieldset>
  );
}
