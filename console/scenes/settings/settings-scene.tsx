import { Skeleton } from '@mantine/core';
import type { BusinessJson } from '../../../server/platform/business/api.ts';
import { useRead } from '../../api/hooks.ts';
import { PageTitle, ProblemNote } from '../../parts/index.ts';
import { may, useBusiness } from '../../shell/business.ts';
import { AppearanceCard } from './appearance-card.tsx';
import { BusinessCard } from './business-card.tsx';
import { EmailCard } from './email-card.tsx';
import { HowToPayCard } from './how-to-pay-card.tsx';
import { KeysCard } from './keys-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { PeopleCard } from './people-card.tsx';
import { SecondStepCard } from './second-step-card.tsx';
import classes from './settings.module.css';

/** How the business speaks and is paid, what may leave, and who works in it. */
export function SettingsScene() {
  const { role, name } = useBusiness();
  const read = useRead<BusinessJson>('');
  const business = read.data;
  const owner = may(role, 'settings');
  return (
    <>
      <PageTitle title="Settings">{name}</PageTitle>
      {read.error && !business && (
        <ProblemNote error={read.error} retry={() => void read.refetch()} />
      )}
      <div className={classes.cards}>
        {!business && !read.error && <Skeleton h={320} radius={12} />}
        {business && (
          <>
            <EmailCard business={business} owner={owner} />
            <BusinessCard key={business.slug} business={business} owner={owner} />
            <HowToPayCard business={business} owner={owner} />
          </>
        )}
        {owner && <PeopleCard />}
        {owner && <KeysCard />}
        <PasswordCard />
        <SecondStepCard rule={owner} />
        <AppearanceCard />
      </div>
    </>
  );
}
