export { chargesOf } from './charges.ts';
export { claimAll, claimCharge, waiveCharge } from './commands.ts';
export { chargesToMention, type Mention, proposeCharges } from './propose.ts';
export { chargeRoutes } from './routes.ts';
export { chargeSetting, setCharges } from './setting.ts';
