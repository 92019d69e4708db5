import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { ask } from '../../api/fetch.ts';
import { ApiProblem } from '../../api/problem.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import {
  browserCountry,
  browserZone,
  countryChoices,
  currencyChoices,
  currencyOf,
  zoneChoices,
} from './countries.ts';
import classes from './door.module.css';
import { Door } from './door.tsx';

interface Start {
  name: string;
  email: string;
  password: string;
  businessName: string;
  country: string;
  currency: string;
  zone: string;
}

/** Start with one's own: the first user becomes the owner of their business. */
export function StartPage() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const form = useStartForm();
  const start = useMutation({
    mutationFn: ({ name, email, password, businessName, country, currency, zone }: Start) =>
      ask<{ business: string }>('/api/v1/first-run', {
        method: 'POST',
        body: {
          user: { name, email, password },
          business: { name: businessName, country, currency, zone },
        },
      }),
    meta: { saysItself: true },
    onSuccess: async ({ business }) => {
      client.clear();
      await navigate({ to: `/b/${business}/today` as '/' });
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  return (
    <Door title="Start with your own">
      <h1>Start with your own</h1>
      <form className={classes.form} onSubmit={form.onSubmit((values) => start.mutate(values))}>
        {start.error && <ProblemNote error={start.error} />}
        <You form={form} />
        <YourBusiness form={form} />
        <Button type="submit" size="md" loading={start.isPending}>
          Open my business
        </Button>
      </form>
      <p className={classes.elsewhere}>
        It begins in safe mode: every message is written and kept, none leaves until you say so.{' '}
        <Link to="/">Back</Link>
      </p>
    </Door>
  );
}

type StartForm = ReturnType<typeof useStartForm>;

function useStartForm() {
  const country = browserCountry();
  return useForm<Start>({
    mode: 'controlled',
    initialValues: {
      name: '',
      email: '',
      password: '',
      businessName: '',
      country,
      currency: currencyOf(country) ?? 'EUR',
      zone: browserZone(),
    },
    validate: {
      name: (value) => (value.trim() === '' ? 'Your name stands under your messages' : null),
      businessName: (value) => (value.trim() === '' ? 'What your customers know you by' : null),
      email: (value) => (/^\S+@\S+$/.test(value) ? null : 'An address such as you@yours.example'),
      password: (value) =>
        value.length < 10
          ? 'At least 10 characters; three or four plain words make a good one'
          : null,
    },
  });
}

function You({ form }: { form: StartForm }) {
  return (
    <>
      <h2>You</h2>
      <TextInput label="Your name" autoComplete="name" {...form.getInputProps('name')} />
      <div className={classes.pair}>
        <TextInput
          label="Email address"
          type="email"
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
      </div>
    </>
  );
}

function YourBusiness({ form }: { form: StartForm }) {
  const choices = useMemo(
    () => ({ countries: countryChoices(), currencies: currencyChoices(), zones: zoneChoices() }),
    [],
  );
  return (
    <>
      <h2>Your business</h2>
      <TextInput label="Name" autoComplete="organization" {...form.getInputProps('businessName')} />
      <div className={classes.pair}>
        <Select
          label="Country"
          description="Its holidays and customs"
          searchable
          allowDeselect={false}
          data={choices.countries}
          {...form.getInputProps('country')}
          onChange={(country) => {
            if (!country) return;
            form.setFieldValue('country', country);
            form.setFieldValue('currency', currencyOf(country) ?? form.values.currency);
          }}
        />
        <Select
          label="Currency"
          description="The one you bill in most"
          searchable
          allowDeselect={false}
          data={choices.currencies}
          {...form.getInputProps('currency')}
        />
      </div>
      <Select
        label="Time zone"
        description="When it is today for you"
        searchable
        allowDeselect={false}
        data={choices.zones}
        {...form.getInputProps('zone')}
      />
    </>
  );
}

// The server names fields by where they stand in the request.
const FIELDS: Record<string, keyof Start> = {
  'user.name': 'name',
  'user.email': 'email',
  'user.password': 'password',
  password: 'password',
  email: 'email',
  'business.name': 'businessName',
  name: 'businessName',
  country: 'country',
  currency: 'currency',
  zone: 'zone',
};

function fieldErrors(error: unknown): Partial<Record<keyof Start, string>> {
  if (!(error instanceof ApiProblem)) return {};
  const named = error.problems.flatMap(({ column, message }) => {
    const field = column === null ? undefined : FIELDS[column];
    return field ? [[field, message] as const] : [];
  });
  return Object.fromEntries(named);
}
