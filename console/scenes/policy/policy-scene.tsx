import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { PolicyShown } from '../../../server/chase/policy-api.ts';
import { useDo, useRead } from '../../api/hooks.ts';
import { ActDialog, Card, PageTitle, Pill, ProblemNote } from '../../parts/index.ts';
import { may, useBusiness } from '../../shell/business.ts';
import { type Draft, draftOf } from './draft.ts';
import { FaultList, faultsOf } from './faults.tsx';
import { Ladder } from './ladder.tsx';
import classes from './policy.module.css';
import { PreviewCard, usePreview } from './preview-card.tsx';
import { RulesCard } from './rules-card.tsx';
import { coverWords, dayWords, modeWords } from './words.ts';
import { YamlPane } from './yaml-pane.tsx';

// Long enough that a word typed in one go is one question to the server.
const REST_MS = 350;

/**
 * A policy to read and change: its ladder, the text behind it, and what it would say to somebody
 * today.
 */
export function PolicyScene() {
  const { policy: id = '' } = useParams({ strict: false });
  const read = useRead<PolicyShown>(`/policies/${id}`);
  if (read.error && !read.data)
    return <ProblemNote error={read.error} retry={() => void read.refetch()} />;
  if (!read.data || read.data.id !== id)
    return <Skeleton h={480} radius={12} aria-label="Reading the policy" />;
  return <Editor key={id} policy={read.data} />;
}

function Editor({ policy }: { policy: PolicyShown }) {
  const { role } = useBusiness();
  const [yaml, setYaml] = useState(policy.yaml);
  const [view, setView] = useState('ladder');
  const [customer, setCustomer] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  // Saved elsewhere, or here: the text follows while nothing of one's own is in it.
  useEffect(() => setYaml(policy.yaml), [policy.yaml]);
  const [settled] = useDebouncedValue(yaml, REST_MS);
  const preview = usePreview(settled, customer);
  const faults = faultsOf(preview.error);
  const draft = useMemo(() => draftOf(yaml), [yaml]);
  const isChanged = yaml !== policy.yaml;
  const mayChange = may(role, 'send');
  return (
    <>
      <PageTitle
        title={draft?.name || policy.name}
        crumbs={[
          { label: 'Chase', to: '/chase/round' },
          { label: 'Policies', to: '/chase/policies' },
        ]}
        actions={
          <>
            <Pill>{draft?.mode ?? policy.mode} mode</Pill>
            {isChanged && (
              <Button variant="default" onClick={() => setYaml(policy.yaml)}>
                Leave as it was
              </Button>
            )}
            {mayChange && (
              <Button
                disabled={!isChanged || draft === null || faults.length > 0}
                onClick={() => setSaving(true)}
              >
                Save
              </Button>
            )}
          </>
        }
      >
        {coverWords(policy.customers)}
        {draft && ` · ${mannersWords(draft)}`}
      </PageTitle>
      <FaultList faults={faults} broken={draft === null} onYaml={() => setView('yaml')} />
      <div className={classes.columns}>
        <div className={classes.stack}>
          <SegmentedControl
            aria-label="How to see it"
            value={view}
            onChange={setView}
            data={[
              { value: 'ladder', label: 'Steps' },
              { value: 'yaml', label: 'Text (YAML)' },
            ]}
          />
          {view === 'yaml' || draft === null ? (
            <YamlPane yaml={yaml} onChange={setYaml} faults={faults} readOnly={!mayChange} />
          ) : (
            <>
              <Ladder
                policy={policy}
                draft={draft}
                yaml={yaml}
                faults={faults}
                notes={preview.data?.notes ?? policy.notes}
                onChange={mayChange ? setYaml : null}
              />
              <RulesCard
                draft={draft}
                yaml={yaml}
                faults={faults}
                onChange={mayChange ? setYaml : null}
              />
            </>
          )}
        </div>
        <aside className={classes.stack} aria-label="What it would do">
          <PreviewCard preview={preview} customer={customer} onCustomer={setCustomer} />
          <Card title="Now">
            <p className={classes.small}>
              Version {policy.version}.{' '}
              {policy.isDefault ? 'It covers everybody no other policy covers. ' : ''}
              In it, {modeWords(policy.mode)}.
            </p>
          </Card>
        </aside>
      </div>
      <SaveDialog
        policy={policy}
        yaml={yaml}
        mode={draft?.mode ?? policy.mode}
        opened={saving}
        onClose={() => setSaving(false)}
      />
    </>
  );
}

/** How often and when: "never twice in 5 days, 09:30 to 16:00 where they are…". */
function mannersWords({ minGapDays, window }: Draft): string {
  return [
    `one message per customer, never twice in ${minGapDays} days`,
    `${window.from} to ${window.to} where they are`,
    `${dayWords(window.days)}, not on their holidays`,
  ].join(', ');
}

function SaveDialog({
  policy,
  yaml,
  mode,
  opened,
  onClose,
}: {
  policy: PolicyShown;
  yaml: string;
  mode: string;
  opened: boolean;
  onClose: () => void;
}) {
  const save = useDo<void, PolicyShown>(
    () => ({ path: `/policies/${policy.id}`, method: 'PUT', body: { yaml } }),
    { said: (saved) => `Saved as version ${saved.version}.`, saysItself: true },
  );
  return (
    <ActDialog
      opened={opened}
      title={`Save ${policy.name}`}
      confirm="Save it"
      happens={[
        `Nothing leaves at once. From the next round on ${coverWords(policy.customers)} are asked this way,`,
        `and ${modeWords(mode)}. What waits in the outbox is asked again before it leaves.`,
      ].join(' ')}
      busy={save.isPending}
      error={save.error}
      onConfirm={() => save.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
