/** Every limit of the command line. Times are in milliseconds. */

/** Tries to reach the local server for one event. */
export const FORWARD_TRIES = 8;

/** The pause after the first try that reaches nobody; each further one doubles it. */
export const FORWARD_PAUSE_MS = 250;

/** No pause between tries is longer. */
export const FORWARD_PAUSE_CAP_MS = 5_000;

/** The local server has to answer within this time. */
export const FORWARD_TIMEOUT_MS = 30_000;

/** Devhooks Sync has to answer a request within this time. */
export const API_TIMEOUT_MS = 30_000;

/** Tries to get an event's headers and body, before it is passed over. */
export const FETCH_TRIES = 5;

/** Events that wait for their turn to be printed and forwarded, for each source; the server keeps the rest. */
export const WAITING_EVENTS = 64;
