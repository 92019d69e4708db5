import { PageTitle } from '../../parts/index.ts';

/** How the business speaks, who works in it, and what may leave. */
export function SettingsScene() {
  return <PageTitle title="Settings" />;
}
