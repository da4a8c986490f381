export type {
  ConnectionState,
  Gap,
  Listener,
  Live,
  Reconnecting,
  StreamEvents,
  SyncClientEvents,
} from "./client-events.js";
export type { StreamOptions, SyncClientOptions, TokenRequest } from "./options.js";
export { SyncClient } from "./sync-client.js";
export { type Problem, SyncError, type SyncErrorDetails } from "./sync-error.js";
export type { Payment, PaymentStatus, SyncEvent, SyncEventType } from "./sync-event.js";
export type { IterationOptions, SyncStream } from "./sync-stream.js";
export type { SyncSubscription } from "./sync-subscription.js";
export type { SyncToken } from "./sync-token.js";
