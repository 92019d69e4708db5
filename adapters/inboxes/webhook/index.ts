export {
  isSigned,
  readSignature,
  SIGNATURE_WINDOW_SECONDS,
  type Signature,
  type SignatureFault,
  signMail,
} from './signature.ts';
