export { readNumber } from './number.ts';
export { isSignedForm, signForm } from './signature.ts';
export { createTwilioChannel, type TwilioOptions } from './twilio.ts';
