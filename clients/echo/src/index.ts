export type { ConnectionState, Gap, Listener, Live, Reconnecting, SyncClientEvents } from "./client-events.js";
export type { SyncClientOptions, TokenRequest } from "./options.js";
export { SyncClient } from "./sync-client.js";
export { type Problem, SyncError, type SyncErrorDetails } from "./sync-error.js";
export type { Payment, PaymentStatus, SyncEvent, SyncEventType } from "./sync-event.js";
export type { SyncToken } from "./sync-token.js";
