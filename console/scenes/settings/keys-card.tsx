import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import type { createdKeySchema, keySchema } from '../../../server/platform/auth/api.ts';
import { type Page, useDo, useRead } from '../../api/hooks.ts';
import { Card, Moment, ProblemNote } from '../../parts/index.ts';
import type { Role } from '../../shell/business.ts';
import { ROLES } from './people-card.tsx';
import classes from './settings.module.css';
import { ShownOnce } from './shown-once.tsx';

type Key = z.infer<typeof keySchema>;
type CreatedKey = z.infer<typeof createdKeySchema>;

/** Keys with which other programs enter this business, and nothing else. */
export function KeysCard() {
  const keys = useRead<Page<Key>>('/keys');
  const [created, setCreated] = useState<CreatedKey | null>(null);
  return (
    <Card title="API keys">
      <p className="soft">
        For programs of yours that read or write here. The way is described at{' '}
        <a href="/api/openapi.json">/api/openapi.json</a>.
      </p>
      {keys.error && <ProblemNote error={keys.error} retry={() => void keys.refetch()} />}
      <ul className={classes.list}>
        {keys.data?.items.map((key) => (
          <OneKey key={key.id} found={key} />
        ))}
      </ul>
      {created?.key && (
        <ShownOnce value={created.key}>
          The key {created.name}. Keep it where nobody else sees it; it is shown this once.
        </ShownOnce>
      )}
      <NewKey onCreated={setCreated} />
    </Card>
  );
}

function OneKey({ found }: { found: Key }) {
  const revoke = useDo<void>(() => ({ path: `/keys/${found.id}`, method: 'DELETE' }), {
    said: () => `${found.name} no longer works.`,
  });
  return (
    <li>
      <div>
        <strong>{found.name}</strong>
        <span className="soft">
          {found.prefix}… · {found.role} ·{' '}
          {found.lastUsedAt === null ? (
            'never used'
          ) : (
            <>
              last used <Moment at={found.lastUsedAt} />
            </>
          )}
        </span>
      </div>
      <Button
        variant="default"
        loading={revoke.isPending}
        onClick={() => revoke.mutate()}
        aria-label={`Revoke ${found.name}`}
      >
        Revoke
      </Button>
    </li>
  );
}

function NewKey({ onCreated }: { onCreated: (key: CreatedKey) => void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('bookkeeper');
  const create = useDo<void, CreatedKey>(() => ({ path: '/keys', body: { name, role } }));
  return (
    <form
      className={classes.inline}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate(undefined, {
          onSuccess: (key) => {
            onCreated(key);
            setName('');
          },
        });
      }}
    >
      <TextInput
        label="What it is for"
        required
        withAsterisk={false}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label="May do what a"
        data={ROLES}
        value={role}
        allowDeselect={false}
        onChange={(value) => value && setRole(value as Role)}
      />
      <Button type="submit" variant="default" loading={create.isPending}>
        Make a key
      </Button>
    </form>
  );
}
