export type {
  HeldCustomer,
  Message as RoundMessage,
  MessagePreview,
  Round,
} from '../../../server/chase/api.ts';
