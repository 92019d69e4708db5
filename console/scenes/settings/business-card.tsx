import { Button, ColorInput, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMemo } from 'react';
import type { BusinessJson } from '../../../server/platform/business/api.ts';
import { useDo } from '../../api/hooks.ts';
import { ApiProblem } from '../../api/problem.ts';
import { Card } from '../../parts/index.ts';
import classes from './settings.module.css';

interface Details {
  name: string;
  person: string;
  email: string;
  phone: string;
  address: string;
  zone: string;
  colour: string;
}

/** What customers read about the business, and whose name stands under its messages. */
export function BusinessCard({ business, owner }: { business: BusinessJson; owner: boolean }) {
  const form = useForm<Details>({
    initialValues: {
      name: business.name,
      person: business.person,
      email: business.email ?? '',
      phone: business.phone ?? '',
      address: business.address ?? '',
      zone: business.zone,
      colour: business.colour,
    },
    validate: {
      name: (value) => (value.trim() === '' ? 'What your customers know you by' : null),
      person: (value) =>
        value.trim() === '' ? 'A person, so that customers know whom to ask' : null,
      colour: (value) => (/^#[0-9a-f]{6}$/i.test(value) ? null : 'A colour such as #21584A'),
    },
  });
  const save = useDo<Details, BusinessJson>(
    (details) => ({
      path: '',
      method: 'PATCH',
      body: {
        ...details,
        email: details.email.trim() || null,
        phone: details.phone.trim() || null,
        address: details.address.trim() || null,
      },
    }),
    { said: () => 'Saved. The next messages say it so.' },
  );
  const zones = useMemo(
    () => [...new Set([...Intl.supportedValuesOf('timeZone'), business.zone])].sort(),
    [business.zone],
  );
  return (
    <Card title="Your business">
      <form
        onSubmit={form.onSubmit((details) =>
          save.mutate(details, {
            onSuccess: () => form.resetDirty(),
            onError: (error) => form.setErrors(byField(error)),
          }),
        )}
      >
        <fieldset disabled={!owner} className={classes.fields}>
          <legend className="visually-hidden">Your business</legend>
          <TextInput label="Name" {...form.getInputProps('name')} />
          <TextInput
            label="Person"
            description="Their name stands under your messages"
            {...form.getInputProps('person')}
          />
          <TextInput
            label="Email address"
            description="Messages come from it, answers go to it"
            type="email"
            {...form.getInputProps('email')}
          />
          <TextInput label="Phone" type="tel" {...form.getInputProps('phone')} />
          <Textarea label="Address" autosize minRows={2} {...form.getInputProps('address')} />
          <ColorInput
            label="Colour"
            description="Of your messages and your customers' pages"
            format="hex"
            eyeDropperButtonProps={{ 'aria-label': 'Take a colour from the screen' }}
            {...form.getInputProps('colour')}
          />
          <Select
            label="Time zone"
            data={zones}
            searchable
            allowDeselect={false}
            {...form.getInputProps('zone')}
          />
        </fieldset>
        {owner && (
          <div className={classes.acts}>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              Save
            </Button>
          </div>
        )}
      </form>
    </Card>
  );
}

function byField(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(
    error.problems.flatMap(({ column, message }) => (column === null ? [] : [[column, message]])),
  );
}
